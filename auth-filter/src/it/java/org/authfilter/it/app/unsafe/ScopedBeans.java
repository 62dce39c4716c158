package org.authfilter.it.app.unsafe;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.ConversationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.context.SessionScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.faces.flow.FlowScoped;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.io.Serializable;
import java.util.function.Supplier;
import org.authfilter.AccessToken;

/** Beans of each scope. */
public final class ScopedBeans {

    private ScopedBeans() {}

    @ApplicationScoped
    public static class OfApplication {
        @Inject
        @AccessToken
        String token;

        String kept;

        @Inject
        @AccessToken
        Supplier<String> safeSupplier;

        @Inject
        @AccessToken
        Provider<String> safeProvider;

        @Inject
        @AccessToken
        Instance<String> safeInstance;

        @Inject
        void initialize(@AccessToken Supplier<String> supplier, @AccessToken String parameter) {
            kept = parameter + supplier;
        }

        void safeObserver(@Observes Integer event, @AccessToken String parameter) {
            kept = parameter;
        }

        @Produces
        StringBuilder produce(@AccessToken String parameter) {
            return new StringBuilder(parameter);
        }
    }

    @SessionScoped
    public static class OfSession implements Serializable {
        @Inject
        @AccessToken
        String token;
    }

    @ConversationScoped
    public static class OfConversation implements Serializable {
        @Inject
        @AccessToken
        String token;
    }

    @ViewScoped
    public static class OfView implements Serializable {
        @Inject
        @AccessToken
        String token;
    }

    @FlowScoped("orders")
    public static class OfFlow implements Serializable {
        @Inject
        @AccessToken
        String token;
    }

    @Dependent
    public static class OfAnybody {
        private final String token;

        @Inject
        public OfAnybody(@AccessToken String token) {
            this.token = token;
        }

        public String token() {
            return token;
        }
    }

    @RequestScoped
    public static class SafeOfRequest {
        @Inject
        @AccessToken
        String token;
    }
}

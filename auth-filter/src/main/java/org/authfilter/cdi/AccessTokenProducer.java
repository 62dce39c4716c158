package org.authfilter.cdi;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import java.io.Serializable;
import java.util.function.Supplier;
import org.authfilter.AccessToken;
import org.authfilter.refresh.CurrentVisitor;

/** Produces what {@code @Inject @AccessToken} asks for. */
@Dependent
public class AccessTokenProducer {

    @Produces
    @Dependent
    @AccessToken
    Supplier<String> accessToken() {
        return new OfCurrentVisitor();
    }

    /** Has no state, so it fits into beans of every scope, passivating ones among them. */
    private static final class OfCurrentVisitor implements Supplier<String>, Serializable {

        private static final long serialVersionUID = 1L;

        @Override
        public String get() {
            return CurrentVisitor.get().accessToken();
        }
    }
}

package org.authfilter.it.app.tokens;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.util.concurrent.atomic.AtomicReference;
import org.authfilter.AccessToken;

/** Lives for all users, so that it has to ask anew each time. */
@ApplicationScoped
public class ApplicationTokens {

    @Inject
    @AccessToken
    Provider<String> provider;

    @Inject
    @AccessToken
    Instance<String> instance;

    public String provider() {
        return provider.get();
    }

    public String instance() {
        return instance.get();
    }

    /** Observers get the token of the request that fires the event. */
    void observe(@Observes AtomicReference<String> event, @AccessToken String token) {
        event.set(token);
    }

    /** What it gives lives for one request. */
    @Produces
    @RequestScoped
    ProducedForRequest produce(@AccessToken String token) {
        return new ProducedForRequest(token);
    }
}

package org.authfilter.internal.client;

import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.core.Configurable;
import java.util.function.Function;
import java.util.function.Predicate;
import org.authfilter.internal.refresh.Caller;

/**
 * A client whose calls carry bearer tokens.
 *
 * @param asksForToken whether a call wants a token
 * @param caller for whom a call is made; throws if that is nobody
 * @param name names the client that makes a call
 */
record BearerTokenClient(
        Predicate<ClientRequestContext> asksForToken,
        Function<ClientRequestContext, Caller> caller,
        Function<ClientRequestContext, String> name) {

    /** After the application's filters, so that a header they set stays; on the way back before them. */
    private static final int PRIORITY = Priorities.USER + 1000;

    void addTo(Configurable<?> client) {
        client.register(new BearerTokenFilter(this), PRIORITY);
        client.register(new UnauthorizedResponseFilter(this), PRIORITY);
    }
}

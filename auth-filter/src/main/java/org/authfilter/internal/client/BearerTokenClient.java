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
 * @param wantsToken whether a call gets a token
 * @param caller the caller of a call; throws if there is none
 * @param name the name of the client that makes a call, for {@code Caller.replacementFor}
 */
record BearerTokenClient(
        Predicate<ClientRequestContext> wantsToken,
        Function<ClientRequestContext, Caller> caller,
        Function<ClientRequestContext, String> name) {

    /** After the application's request filters, so a header that they set stays; before its response filters. */
    private static final int PRIORITY = Priorities.USER + 1000;

    void addTo(Configurable<?> client) {
        client.register(new BearerTokenFilter(this), PRIORITY);
        client.register(new UnauthorizedResponseFilter(this), PRIORITY);
        client.register(new RedirectFilter(), PRIORITY);
    }
}

package org.authfilter.internal.client;

import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientResponseContext;
import jakarta.ws.rs.client.ClientResponseFilter;
import jakarta.ws.rs.core.Response.Status;
import java.io.IOException;
import java.util.Optional;

/**
 * What happens when an API refuses our token (RFC 6750, section 3.1): the call is repeated once with a newer one. If
 * that is refused as well, the client forces no refresh for a while.
 */
final class UnauthorizedResponseFilter implements ClientResponseFilter {

    private final BearerTokenClient client;

    UnauthorizedResponseFilter(BearerTokenClient client) {
        this.client = client;
    }

    @Override
    public void filter(ClientRequestContext call, ClientResponseContext answer) throws IOException {
        BearerToken refused = BearerToken.in(call);
        if (refused == null || answer.getStatus() != Status.UNAUTHORIZED.getStatusCode() || !refused.isStillIn(call)) {
            return;
        }
        if (refused.isRepeated()) {
            refused.caller().refusedAgain(client.name().apply(call));
        } else if (RequestRetry.isPossible(call) && RequestRetry.freesConnectionOf(answer)) {
            repeat(call, answer, refused);
        }
    }

    private void repeat(ClientRequestContext call, ClientResponseContext answer, BearerToken refused) {
        Optional<String> newer = refused.caller()
                .accessTokenInsteadOf(refused.token(), client.name().apply(call));
        if (newer.isPresent()) {
            RequestRetry.send(call, answer, refused.repeating(call, newer.get()));
        }
    }
}

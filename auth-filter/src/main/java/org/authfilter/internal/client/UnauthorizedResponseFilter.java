package org.authfilter.internal.client;

import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientResponseContext;
import jakarta.ws.rs.client.ClientResponseFilter;
import jakarta.ws.rs.core.Response.Status;
import java.io.IOException;
import java.util.Optional;

/**
 * Retries a call once with a newer token if the API rejects the token (401; RFC 6750, section 3.1). If the API rejects
 * the retry as well, forced refreshes of this client are paused.
 */
final class UnauthorizedResponseFilter implements ClientResponseFilter {

    private final BearerTokenClient client;

    UnauthorizedResponseFilter(BearerTokenClient client) {
        this.client = client;
    }

    @Override
    public void filter(ClientRequestContext call, ClientResponseContext response) throws IOException {
        BearerToken rejected = BearerToken.in(call);
        if (rejected == null
                || response.getStatus() != Status.UNAUTHORIZED.getStatusCode()
                || !rejected.isStillIn(call)) {
            return;
        }
        if (rejected.isRetry()) {
            rejected.caller().pauseForcedRefresh(client.name().apply(call));
        } else if (RequestRetry.isPossible(call) && RequestRetry.drain(response)) {
            retry(call, response, rejected);
        }
    }

    private void retry(ClientRequestContext call, ClientResponseContext response, BearerToken rejected) {
        Optional<String> newer =
                rejected.caller().replacementFor(rejected.token(), client.name().apply(call));
        if (newer.isPresent()) {
            RequestRetry.send(call, response, rejected.forRetryOf(call, newer.get()));
        }
    }
}

package org.authfilter.internal.client;

import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import org.jspecify.annotations.Nullable;

/** Adds the caller's access token. An {@code Authorization} header that is already there stays. Without a token, the call fails. */
final class BearerTokenFilter implements ClientRequestFilter {

    private final BearerTokenClient client;

    BearerTokenFilter(BearerTokenClient client) {
        this.client = client;
    }

    @Override
    public void filter(ClientRequestContext call) {
        BearerToken added = BearerToken.in(call);
        if (added != null && added.isRetry()) {
            added.addTo(call);
        } else if (client.wantsToken().test(call) && !hasOtherHeader(call, added)) {
            BearerToken.of(client.caller().apply(call)).addTo(call);
        }
    }

    /** Whether the application has set the header. An invocation that is invoked again still has the one that was added here. */
    private static boolean hasOtherHeader(ClientRequestContext call, @Nullable BearerToken added) {
        return call.getHeaders().containsKey(HttpHeaders.AUTHORIZATION) && (added == null || !added.isStillIn(call));
    }
}

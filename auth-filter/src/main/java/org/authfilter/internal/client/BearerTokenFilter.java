package org.authfilter.internal.client;

import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import org.jspecify.annotations.Nullable;

/** Sends the caller's access token. A header of the caller stays. No token: no call. */
final class BearerTokenFilter implements ClientRequestFilter {

    private final BearerTokenClient client;

    BearerTokenFilter(BearerTokenClient client) {
        this.client = client;
    }

    @Override
    public void filter(ClientRequestContext call) {
        BearerToken ours = BearerToken.in(call);
        if (ours != null && ours.isRepeated()) {
            ours.putInto(call);
        } else if (client.asksForToken().test(call) && !hasHeaderOfCaller(call, ours)) {
            BearerToken.of(client.caller().apply(call)).putInto(call);
        }
    }

    /** An invocation that is invoked again brings our own header along. */
    private static boolean hasHeaderOfCaller(ClientRequestContext call, @Nullable BearerToken ours) {
        return call.getHeaders().containsKey(HttpHeaders.AUTHORIZATION) && (ours == null || !ours.isStillIn(call));
    }
}

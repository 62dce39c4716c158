package org.authfilter;

import java.net.http.HttpRequest;
import org.authfilter.internal.refresh.CurrentCaller;

/**
 * The access token of the current caller without injection: for {@code java.net.http} and for applications without CDI.
 * The token is refreshed first if it is due, as with {@link AccessToken}. Thread-safe.
 *
 * <pre>{@code
 * HttpRequest request = AccessTokens.authorize(HttpRequest.newBuilder(uri)).build();
 * }</pre>
 *
 * Any thread may send the request. Send it soon: the token was fresh when {@code authorize} was called. Send it with a
 * client that follows no redirects, as is the default: {@code java.net.http} sends the header to any host that a redirect
 * names.
 */
public final class AccessTokens {

    private AccessTokens() {}

    /**
     * Sets the header {@code Authorization: Bearer} (RFC 6750, section 2.1).
     *
     * @param request the request to authorize; left unchanged if there is no token
     * @return the same builder
     * @throws AccessTokenUnavailableException if no usable token can be obtained
     */
    public static HttpRequest.Builder authorize(HttpRequest.Builder request) {
        return request.setHeader("Authorization", "Bearer " + current());
    }

    /**
     * Returns the access token of the current caller. Refreshes it first if it is due.
     *
     * @return a token that has not expired
     * @throws AccessTokenUnavailableException if no usable token can be obtained
     */
    public static String current() {
        return CurrentCaller.get().accessToken();
    }
}

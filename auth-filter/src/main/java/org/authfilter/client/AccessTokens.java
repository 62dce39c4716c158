package org.authfilter.client;

import java.net.http.HttpRequest;
import org.authfilter.AccessTokenUnavailableException;
import org.authfilter.refresh.CurrentVisitor;

/**
 * The access token of whoever sent the current request, without injection: for {@code java.net.http} and for
 * applications without CDI. Thread-safe; the answers are those of {@link org.authfilter.AccessToken}.
 *
 * <pre>{@code
 * HttpRequest request = AccessTokens.authorize(HttpRequest.newBuilder(uri)).build();
 * }</pre>
 *
 * The request may then be sent by any thread, but soon: its token was fresh when it was authorized.
 */
public final class AccessTokens {

    private AccessTokens() {}

    /**
     * Sets {@code Authorization: Bearer} (RFC 6750, section 2.1) and returns the same builder.
     *
     * @throws AccessTokenUnavailableException if there is no token to be had; the builder is left as it was
     */
    public static HttpRequest.Builder authorize(HttpRequest.Builder request) {
        return request.setHeader("Authorization", "Bearer " + current());
    }

    /**
     * The token, renewed first if it is due.
     *
     * @throws AccessTokenUnavailableException if there is none to be had
     */
    public static String current() {
        return CurrentVisitor.get().accessToken();
    }
}

package org.authfilter;

import jakarta.ws.rs.core.Feature;
import jakarta.ws.rs.core.FeatureContext;
import org.authfilter.internal.client.JaxRsBearerTokens;

/**
 * Makes a JAX-RS client send the access token of the caller of the current request:
 *
 * <pre>{@code
 * Client client = ClientBuilder.newClient().register(AccessTokenFeature.class);
 * }</pre>
 *
 * It works like {@link org.authfilter.AccessToken} on a MicroProfile REST client. Each call sends a fresh token. An
 * {@code Authorization} header that the call already has stays. If there is no token, the call fails with
 * {@link org.authfilter.AccessTokenUnavailableException}, which JAX-RS wraps. If the API responds with 401, the call is
 * retried once with a newer token, provided that its entity can be written again and that the feature is registered on
 * the client, not only on a target. A redirect takes the token to the same host and port only.
 *
 * <p>A synchronous call sends the token of the request that the calling thread serves. An asynchronous call is sent by
 * another thread, so it has to name the session:
 *
 * <pre>{@code
 * client.target(uri).request()
 *         .property(AccessTokenFeature.CAPTURED_SESSION, session.capture())
 *         .async().get(String.class);
 * }</pre>
 *
 * Without that property it fails; it never sends the token of another user. Thread-safe.
 */
public final class AccessTokenFeature implements Feature {

    /** The property of a call that names its {@link org.authfilter.CapturedSession}. */
    public static final String CAPTURED_SESSION = "org.authfilter.captured-session";

    /** Registers the filters; called by the JAX-RS client. */
    @Override
    public boolean configure(FeatureContext context) {
        JaxRsBearerTokens.register(context);
        return true;
    }
}

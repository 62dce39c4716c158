package org.authfilter;

import jakarta.ws.rs.core.Feature;
import jakarta.ws.rs.core.FeatureContext;
import org.authfilter.internal.client.JaxRsBearerTokens;

/**
 * Lets a JAX-RS client send the access token of whoever sent the current request:
 *
 * <pre>{@code
 * Client client = ClientBuilder.newClient().register(AccessTokenFeature.class);
 * }</pre>
 *
 * It does what {@link org.authfilter.AccessToken} does for MicroProfile REST clients: each call carries a fresh token;
 * an {@code Authorization} header that the call already has stays; without a token the call fails with
 * {@link org.authfilter.AccessTokenUnavailableException}, which JAX-RS wraps. A call that is answered with 401 is
 * repeated once with a newer token, if its entity can be written again and the feature is registered on the client, not
 * on a target only.
 *
 * <p>A synchronous call is made for the request of the calling thread. An asynchronous one is sent by another thread,
 * so it has to say for whom:
 *
 * <pre>{@code
 * client.target(uri).request()
 *         .property(AccessTokenFeature.CAPTURED_SESSION, session.capture())
 *         .async().get(String.class);
 * }</pre>
 *
 * Without that it fails, too: never is another user's token sent. Thread-safe.
 */
public final class AccessTokenFeature implements Feature {

    /** The property of a call with the {@link org.authfilter.CapturedSession} on whose behalf it is made. */
    public static final String CAPTURED_SESSION = "org.authfilter.captured-session";

    /** Called by the client. */
    @Override
    public boolean configure(FeatureContext context) {
        JaxRsBearerTokens.register(context);
        return true;
    }
}

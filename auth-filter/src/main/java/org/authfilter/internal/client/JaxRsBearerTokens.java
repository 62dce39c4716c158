package org.authfilter.internal.client;

import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.core.FeatureContext;
import java.net.URI;
import org.authfilter.AccessTokenFeature;
import org.authfilter.internal.refresh.Caller;
import org.authfilter.internal.refresh.CapturedCaller;
import org.authfilter.internal.refresh.CurrentCaller;

/** Lets a JAX-RS client send the access token of the current caller, or of the captured session that a call names. */
public final class JaxRsBearerTokens {

    private JaxRsBearerTokens() {}

    /** Registers the filters on the client that {@code context} configures. */
    public static void register(FeatureContext context) {
        new BearerTokenClient(call -> true, JaxRsBearerTokens::caller, JaxRsBearerTokens::origin).addTo(context);
    }

    private static Caller caller(ClientRequestContext call) {
        return call.getProperty(AccessTokenFeature.CAPTURED_SESSION) instanceof CapturedCaller captured
                ? captured.caller()
                : CurrentCaller.get();
    }

    /** Clients are often built for a single call, so the origin of the API names the client. */
    private static String origin(ClientRequestContext call) {
        URI uri = call.getUri();
        return uri.getScheme() + "://" + uri.getAuthority();
    }
}

package org.authfilter.client;

import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import java.lang.reflect.Method;
import org.authfilter.AccessToken;
import org.authfilter.refresh.CurrentVisitor;

/** Sends the visitor's access token as a bearer token (RFC 6750, section 2.1). No token: no call. */
final class BearerTokenFilter implements ClientRequestFilter {

    private static final String INVOKED_METHOD = "org.eclipse.microprofile.rest.client.invokedMethod";

    private final boolean onEveryMethod;

    BearerTokenFilter(Class<?> serviceInterface) {
        this.onEveryMethod = serviceInterface.isAnnotationPresent(AccessToken.class);
    }

    @Override
    public void filter(ClientRequestContext request) {
        if (asksForToken(request) && !request.getHeaders().containsKey(HttpHeaders.AUTHORIZATION)) {
            String token = CurrentVisitor.get().accessToken();
            request.getHeaders().putSingle(HttpHeaders.AUTHORIZATION, "Bearer " + token);
        }
    }

    private boolean asksForToken(ClientRequestContext request) {
        return onEveryMethod
                || (request.getProperty(INVOKED_METHOD) instanceof Method method
                        && method.isAnnotationPresent(AccessToken.class));
    }
}

package org.authfilter.internal.client;

import jakarta.ws.rs.client.ClientRequestContext;
import java.lang.reflect.Method;
import java.util.Arrays;
import org.authfilter.AccessToken;
import org.authfilter.internal.refresh.CurrentCaller;
import org.eclipse.microprofile.rest.client.RestClientBuilder;
import org.eclipse.microprofile.rest.client.spi.RestClientListener;

/** Lets annotated MicroProfile REST clients, and no others, send the caller's access token. */
public final class AccessTokenRestClients implements RestClientListener {

    @Override
    public void onNewClient(Class<?> serviceInterface, RestClientBuilder builder) {
        boolean onEveryMethod = serviceInterface.isAnnotationPresent(AccessToken.class);
        if (onEveryMethod
                || Arrays.stream(serviceInterface.getMethods()).anyMatch(AccessTokenRestClients::isAnnotated)) {
            new AsyncCallers().addTo(builder);
            new BearerTokenClient(
                            call -> onEveryMethod || wantsToken(call),
                            call -> AsyncCallers.callerOf(call).orElseGet(CurrentCaller::get),
                            call -> serviceInterface.getName())
                    .addTo(builder);
        }
    }

    private static boolean wantsToken(ClientRequestContext call) {
        return InvokedMethod.of(call)
                .filter(AccessTokenRestClients::isAnnotated)
                .isPresent();
    }

    private static boolean isAnnotated(Method method) {
        return method.isAnnotationPresent(AccessToken.class);
    }
}

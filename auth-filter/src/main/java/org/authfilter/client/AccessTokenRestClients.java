package org.authfilter.client;

import java.util.Arrays;
import org.authfilter.AccessToken;
import org.eclipse.microprofile.rest.client.RestClientBuilder;
import org.eclipse.microprofile.rest.client.spi.RestClientListener;

/** Gives the MicroProfile REST clients that ask for it, and no others, their {@link BearerTokenFilter}. */
public final class AccessTokenRestClients implements RestClientListener {

    @Override
    public void onNewClient(Class<?> serviceInterface, RestClientBuilder builder) {
        if (asksForToken(serviceInterface)) {
            builder.register(new BearerTokenFilter(serviceInterface));
        }
    }

    private static boolean asksForToken(Class<?> serviceInterface) {
        return serviceInterface.isAnnotationPresent(AccessToken.class)
                || Arrays.stream(serviceInterface.getMethods())
                        .anyMatch(method -> method.isAnnotationPresent(AccessToken.class));
    }
}

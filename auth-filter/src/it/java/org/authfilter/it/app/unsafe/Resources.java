package org.authfilter.it.app.unsafe;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.authfilter.AccessToken;

/** JAX-RS resources of each life. */
public final class Resources {

    private Resources() {}

    @Path("/safe")
    public static class SafeOfRequest {
        @Inject
        @AccessToken
        String token;

        @GET
        public String get() {
            return token;
        }
    }

    @ApplicationScoped
    @Path("/of-application")
    public static class OfApplication {
        @Inject
        @AccessToken
        String token;

        @GET
        public String get() {
            return token;
        }
    }

    @Singleton
    @Path("/singleton")
    public static class OfSingleton {
        @Inject
        @AccessToken
        String token;

        @GET
        public String get() {
            return token;
        }
    }
}

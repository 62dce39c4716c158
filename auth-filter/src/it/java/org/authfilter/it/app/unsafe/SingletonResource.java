package org.authfilter.it.app.unsafe;

import jakarta.ejb.Singleton;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.authfilter.AccessToken;

/** An EJB serves many callers. */
@Singleton
@Path("/ejb-singleton")
public class SingletonResource {

    @Inject
    @AccessToken
    String token;

    @GET
    public String get() {
        return token;
    }
}

package org.authfilter.it.app.unsafe;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.authfilter.AccessToken;

/** An EJB serves many callers. */
@Stateless
@Path("/stateless")
public class StatelessResource {

    @Inject
    @AccessToken
    String token;

    @GET
    public String get() {
        return token;
    }
}

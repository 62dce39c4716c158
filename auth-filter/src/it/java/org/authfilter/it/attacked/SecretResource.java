package org.authfilter.it.attacked;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

/** The same secret by JAX-RS. */
@Path("/secret")
@Produces("text/plain")
public class SecretResource {

    @GET
    public String tell() {
        return SecretServlet.SECRET;
    }

    @OPTIONS
    public String tellToo() {
        return SecretServlet.SECRET;
    }
}

package org.authfilter.it.app.provider;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** Something to ask for. */
@Path("/greeting")
public class GreetingResource {

    @GET
    public String greet() {
        return "hello";
    }
}

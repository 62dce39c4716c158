package org.authfilter.it.app.tokens;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.authfilter.AccessToken;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** An API that redirects; the configuration of this client says that redirects are followed. */
@AccessToken
@RegisterRestClient(configKey = "redirected")
@Path("/")
public interface RedirectedOrders {

    @GET
    @Path("/here")
    String here();

    @GET
    @Path("/elsewhere")
    String elsewhere();
}

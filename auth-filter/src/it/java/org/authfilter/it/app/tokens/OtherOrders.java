package org.authfilter.it.app.tokens;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.authfilter.AccessToken;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** An API that wants tokens of another issuer, so that it refuses ours. */
@AccessToken
@RegisterRestClient(configKey = "other")
@Path("/api")
public interface OtherOrders {

    @GET
    @Path("/orders")
    String list();
}

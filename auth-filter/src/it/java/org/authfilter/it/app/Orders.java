package org.authfilter.it.app;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.authfilter.AccessToken;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** The API that takes our access tokens. */
@AccessToken
@RegisterRestClient(configKey = "orders")
@Path("/api")
public interface Orders {

    @GET
    @Path("/orders")
    String list();
}

package org.authfilter.it.app;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** The same API by a client without annotation: it must get no token. */
@RegisterRestClient(configKey = "orders")
@Path("/api")
public interface PlainOrders {

    @GET
    @Path("/orders")
    Response list();
}

package org.authfilter.it.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Returns what the API sends for the current caller, through one client for all requests. */
@ApplicationScoped
@Path("/orders")
public class OrdersResource {

    @Inject
    @RestClient
    Orders orders;

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public String orders() {
        return orders.list();
    }
}

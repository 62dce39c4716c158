package org.authfilter.sample;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** {@code GET /api/my-orders}: the orders of the signed-in user, fetched from the orders API. */
@Path("/my-orders")
@ApplicationScoped
public class MyOrdersResource {

    @Inject
    @RestClient
    OrdersClient orders;

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public List<Order> myOrders() {
        return orders.orders();
    }
}

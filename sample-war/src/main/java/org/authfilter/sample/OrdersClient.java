package org.authfilter.sample;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.authfilter.AccessToken;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** The orders API, which requires a bearer token: {@link AccessToken} adds one that is always fresh. */
@AccessToken
@RegisterRestClient(configKey = "orders")
public interface OrdersClient {

    @GET
    @Path("/orders")
    List<Order> orders();
}

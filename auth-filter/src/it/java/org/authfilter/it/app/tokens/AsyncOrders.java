package org.authfilter.it.app.tokens;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.concurrent.CompletionStage;
import org.authfilter.AccessToken;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** The API, called asynchronously. */
@AccessToken
@RegisterRestClient(configKey = "orders")
@Path("/api")
public interface AsyncOrders {

    @GET
    @Path("/orders")
    CompletionStage<String> list();
}

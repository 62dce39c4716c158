package org.authfilter.it.app.tokens;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.InputStream;
import java.util.concurrent.CompletionStage;
import org.authfilter.AccessToken;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** The API with every kind of call; only annotated methods send a token. */
@RegisterRestClient(configKey = "orders")
@Path("/api")
public interface ManyOrders {

    @GET
    @Path("/orders")
    @AccessToken
    String list();

    @GET
    @Path("/orders")
    @AccessToken
    String listAs(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization);

    @POST
    @Path("/orders")
    @AccessToken
    String create(String order);

    @POST
    @Path("/orders")
    @AccessToken
    String createFrom(InputStream order);

    @GET
    @Path("/orders")
    String listAnonymously();

    @GET
    @Path("/orders")
    CompletionStage<String> listAnonymouslyLater();
}

package org.authfilter.it.app.tokens;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.client.Entity;
import jakarta.ws.rs.client.Invocation;
import jakarta.ws.rs.core.HttpHeaders;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.authfilter.AccessTokenFeature;
import org.authfilter.AccessTokens;
import org.authfilter.AuthSession;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Calls the API by JAX-RS clients, each made for one call, and by the JDK's. */
@Path("/jax-rs")
public class JaxRsClientResource {

    private static final String ORDERS = "orders/mp-rest/url";
    private static final String OTHER = "other/mp-rest/url";

    @Inject
    AuthSession session;

    @Inject
    @RestClient
    AsyncOrders asyncOrders;

    @GET
    @Path("/sync")
    public String sync() {
        return call(ORDERS, request -> request.get(String.class));
    }

    @GET
    @Path("/own-header")
    public String ownHeader() {
        return call(
                ORDERS,
                request ->
                        request.header(HttpHeaders.AUTHORIZATION, "Bearer mine").get(String.class));
    }

    @POST
    @Path("/post")
    public String post(String order) {
        return call(ORDERS, request -> request.post(Entity.text(order), String.class));
    }

    @GET
    @Path("/other")
    public String other() {
        return call(OTHER, request -> request.get(String.class));
    }

    @GET
    @Path("/redirected-elsewhere")
    public String redirectedElsewhere() {
        return Outcome.of(() -> ClientBuilder.newClient()
                .register(AccessTokenFeature.class)
                .target(ConfigProvider.getConfig().getValue("redirected/mp-rest/url", String.class) + "/elsewhere")
                .request()
                .get()
                .readEntity(String.class));
    }

    @GET
    @Path("/async")
    public String async() {
        return call(ORDERS, request -> await(request.property(AccessTokenFeature.CAPTURED_SESSION, session.capture())));
    }

    @GET
    @Path("/async-without-caller")
    public String asyncWithoutCaller() {
        return call(ORDERS, JaxRsClientResource::await);
    }

    /** Right after an asynchronous REST client was called on this thread, whose caller must not get into others. */
    @GET
    @Path("/after-async")
    public String afterAsync() {
        String first = Outcome.of(() -> asyncOrders.list().toCompletableFuture().get(30, TimeUnit.SECONDS));
        String withFeature = call(ORDERS, JaxRsClientResource::await);
        String without = call(ORDERS, JaxRsClientResource::await, ClientBuilder.newClient());
        return first + " | " + withFeature + " | " + without;
    }

    @GET
    @Path("/jdk")
    public String jdk() {
        return Outcome.of(() -> HttpClient.newHttpClient()
                .send(
                        AccessTokens.authorize(HttpRequest.newBuilder(address(ORDERS)))
                                .build(),
                        BodyHandlers.ofString())
                .body());
    }

    private static String call(String api, Function<Invocation.Builder, String> call) {
        return call(api, call, ClientBuilder.newClient().register(AccessTokenFeature.class));
    }

    private static String call(String api, Function<Invocation.Builder, String> call, Client client) {
        try {
            return Outcome.of(() -> call.apply(client.target(address(api)).request()));
        } finally {
            client.close();
        }
    }

    private static String await(Invocation.Builder request) {
        try {
            return request.async().get(String.class).get(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static URI address(String api) {
        return URI.create(ConfigProvider.getConfig().getValue(api, String.class) + "/api/orders");
    }
}

package org.authfilter.it.app.tokens;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Calls the API by MicroProfile REST clients. */
@Path("/clients")
public class ClientsResource {

    @Inject
    @RestClient
    AsyncOrders asyncOrders;

    @Inject
    @RestClient
    ManyOrders orders;

    @Inject
    @RestClient
    OtherOrders otherOrders;

    @Inject
    @RestClient
    RedirectedOrders redirectedOrders;

    @GET
    @Path("/redirected-here")
    public String redirectedHere() {
        return Outcome.of(redirectedOrders::here);
    }

    @GET
    @Path("/redirected-elsewhere")
    public String redirectedElsewhere() {
        return Outcome.of(redirectedOrders::elsewhere);
    }

    @GET
    @Path("/async")
    public String async() {
        return Outcome.of(this::listAsynchronously);
    }

    /** Begins the call only once the token with which the request came has expired. */
    @GET
    @Path("/async-late")
    public String asyncLate(@QueryParam("millis") long millis) throws InterruptedException {
        boolean unused = new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
        return Outcome.of(this::listAsynchronously);
    }

    private String listAsynchronously() throws Exception {
        return asyncOrders
                .list()
                .toCompletableFuture()
                .get(Duration.ofSeconds(30).toMillis(), TimeUnit.MILLISECONDS);
    }

    @GET
    @Path("/list")
    public String list() {
        return Outcome.of(orders::list);
    }

    @GET
    @Path("/list-as")
    public String listAs() {
        return Outcome.of(() -> orders.listAs("Bearer of-the-caller"));
    }

    @GET
    @Path("/list-anonymously")
    public String listAnonymously() {
        return Outcome.of(orders::listAnonymously);
    }

    @POST
    @Path("/create")
    public String create(String order) {
        return Outcome.of(() -> orders.create(order));
    }

    @POST
    @Path("/create-from-stream")
    public String createFromStream(String order) {
        return Outcome.of(() -> orders.createFrom(new ByteArrayInputStream(order.getBytes(StandardCharsets.UTF_8))));
    }

    @GET
    @Path("/other")
    public String other() {
        return Outcome.of(otherOrders::list);
    }
}

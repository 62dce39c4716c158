package org.authfilter.it.app.tokens;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.net.URI;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.authfilter.AccessToken;
import org.authfilter.AuthSession;
import org.authfilter.CapturedSession;
import org.authfilter.it.app.Orders;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.rest.client.RestClientBuilder;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Works for the caller on threads that don't serve the request. */
@Path("/threads")
public class OtherThreadsResource {

    @Resource
    ManagedExecutorService executor;

    @Inject
    AuthSession session;

    @Inject
    @AccessToken
    Supplier<String> token;

    @Inject
    @RestClient
    Orders orders;

    @Inject
    CapturedSessions kept;

    @GET
    @Path("/managed")
    public String managed() {
        CapturedSession captured = session.capture();
        return onManagedThread(() -> captured.call(orders::list));
    }

    @GET
    @Path("/plain")
    public String plain() {
        CapturedSession captured = session.capture();
        return onPlainThread(() -> captured.call(orders::list));
    }

    @GET
    @Path("/managed-without")
    public String managedWithout() {
        return onManagedThread(token::get) + ", " + onManagedThread(orders::list);
    }

    @GET
    @Path("/plain-without")
    public String plainWithout() {
        return onPlainThread(token::get) + ", " + onPlainThread(orders::list);
    }

    @POST
    @Path("/keep")
    public void keep(@QueryParam("name") String name) {
        kept.keep(name, session.capture());
    }

    /** The work belongs to the caller that left the session here, whichever caller requests it. */
    @GET
    @Path("/kept")
    public String kept(@QueryParam("name") String name) {
        return onManagedThread(() -> kept.of(name).call(orders::list));
    }

    /** The request of a thread without a caller, after it has sent an asynchronous request of the caller. */
    @GET
    @Path("/after-async")
    public String afterAsync() {
        ExecutorService worker = Executors.newSingleThreadExecutor();
        try {
            ManyOrders many = RestClientBuilder.newBuilder()
                    .baseUri(ConfigProvider.getConfig().getValue("orders/mp-rest/url", URI.class))
                    .executorService(worker)
                    .build(ManyOrders.class);
            String sent = Outcome.of(
                    () -> many.listAnonymouslyLater().toCompletableFuture().get(30, TimeUnit.SECONDS));
            return sent + ", " + Outcome.of(() -> worker.submit(many::list).get(30, TimeUnit.SECONDS));
        } finally {
            worker.shutdown();
        }
    }

    private String onManagedThread(Callable<String> work) {
        return Outcome.of(() -> executor.submit(work).get(30, TimeUnit.SECONDS));
    }

    private static String onPlainThread(Callable<String> work) {
        FutureTask<String> task = new FutureTask<>(work);
        new Thread(task).start();
        return Outcome.of(() -> task.get(30, TimeUnit.SECONDS));
    }
}

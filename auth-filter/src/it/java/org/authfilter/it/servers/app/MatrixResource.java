package org.authfilter.it.servers.app;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.concurrent.TimeUnit;
import org.authfilter.AuthSession;
import org.authfilter.it.app.Orders;
import org.authfilter.it.app.tokens.AsyncOrders;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** What an application does with JAX-RS, CDI and MicroProfile REST clients. */
@RequestScoped
@Path("/matrix")
@Produces(MediaType.TEXT_PLAIN)
public class MatrixResource {

    @Inject
    @RestClient
    Orders orders;

    @Inject
    @RestClient
    AsyncOrders asyncOrders;

    @Inject
    AuthSession session;

    @GET
    @Path("/orders")
    public String orders() {
        return orders.list();
    }

    @GET
    @Path("/orders-later")
    public String ordersLater() throws Exception {
        return asyncOrders.list().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    @GET
    @Path("/session")
    public String session() {
        return session.getUser().name() + " " + session.getRoles();
    }

    @GET
    @Path("/for-users")
    @RolesAllowed("user")
    public String forUsers() {
        return "for users";
    }

    @GET
    @Path("/for-admins")
    @RolesAllowed("admin")
    public String forAdmins() {
        return "for admins";
    }
}

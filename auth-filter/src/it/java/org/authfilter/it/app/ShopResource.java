package org.authfilter.it.app;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import org.authfilter.AuthSession;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** The resources of an application that calls an API for its users. */
@Path("/shop")
@Produces(MediaType.TEXT_PLAIN)
public class ShopResource {

    @Inject
    @RestClient
    Orders orders;

    @Inject
    @RestClient
    PlainOrders plainOrders;

    @Inject
    TokenKeeper tokens;

    @Inject
    AuthSession session;

    @Inject
    EventLog events;

    @GET
    @Path("/orders")
    @Produces(MediaType.APPLICATION_JSON)
    public String orders() {
        return orders.list();
    }

    @GET
    @Path("/plain-orders")
    public String plainOrders() {
        try (var response = plainOrders.list()) {
            return String.valueOf(response.getStatus());
        } catch (jakarta.ws.rs.WebApplicationException e) {
            return String.valueOf(e.getResponse().getStatus());
        }
    }

    @GET
    @Path("/token")
    public String token() {
        return tokens.current();
    }

    @GET
    @Path("/session")
    public String session() {
        return "authenticated=%s user=%s roles=%s provider=%s"
                .formatted(
                        session.isAuthenticated(),
                        session.getUser() == null ? null : session.getUser().name(),
                        session.getRoles(),
                        session.getProvider());
    }

    @GET
    @Path("/security-context")
    public String securityContext(@Context SecurityContext context) {
        return "principal=%s user=%s admin=%s"
                .formatted(
                        context.getUserPrincipal() == null
                                ? null
                                : context.getUserPrincipal().getName(),
                        context.isUserInRole("user"),
                        context.isUserInRole("admin"));
    }

    @GET
    @Path("/events")
    public String events() {
        return events.drain();
    }

    @POST
    @Path("/refresh")
    public String refresh() {
        session.refresh();
        return tokens.current();
    }

    @POST
    @Path("/sign-out")
    public String signOut() {
        session.signOut();
        return "authenticated=" + session.isAuthenticated();
    }
}

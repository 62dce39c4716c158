package org.authfilter.it.app;

import jakarta.ejb.EJB;
import jakarta.ejb.EJBAccessException;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.security.Principal;

/** Asks who calls in ways that go round the request. */
@Path("/identity")
@Produces(MediaType.TEXT_PLAIN)
public class IdentityResource {

    @Inject
    Principal principal;

    @Inject
    HttpServletRequest request;

    @EJB
    UsersOnlyBean bean;

    @GET
    @Path("/injected-principal")
    public String injectedPrincipal() {
        return principal.getName();
    }

    @GET
    @Path("/injected-request")
    public String injectedRequest() {
        return "remoteUser=" + request.getRemoteUser();
    }

    @GET
    @Path("/ejb")
    public String callBean() {
        try {
            return bean.forUsers();
        } catch (EJBAccessException refused) {
            return "refused";
        }
    }

    @GET
    @Path("/ejb-caller")
    public String callerOfBean() {
        return "alice=" + bean.knowsCallerAs("alice");
    }
}

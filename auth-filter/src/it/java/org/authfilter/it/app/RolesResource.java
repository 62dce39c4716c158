package org.authfilter.it.app;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** Resources for holders of a role. */
@Path("/roles")
public class RolesResource {

    @GET
    @Path("/user")
    @RolesAllowed("user")
    public String forUsers() {
        return "for users";
    }

    @GET
    @Path("/admin")
    @RolesAllowed("admin")
    public String forAdmins() {
        return "for admins";
    }
}

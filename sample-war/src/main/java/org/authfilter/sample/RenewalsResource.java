package org.authfilter.sample;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.authfilter.AuthSession;
import org.authfilter.User;

/** {@code GET /api/renewals}: the latest renewals of who is signed in. */
@Path("/renewals")
@RequestScoped
public class RenewalsResource {

    @Inject
    AuthSession session;

    @Inject
    Renewals renewals;

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public List<Renewals.Renewal> renewals() {
        User user = session.getUser();
        return user == null ? List.of() : renewals.of(user);
    }
}

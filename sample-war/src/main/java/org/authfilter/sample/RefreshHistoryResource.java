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

/** {@code GET /api/refreshes}: the latest refreshes of who is signed in. */
@Path("/refreshes")
@RequestScoped
public class RefreshHistoryResource {

    @Inject
    AuthSession session;

    @Inject
    RefreshHistory refreshes;

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public List<RefreshHistory.RefreshOperation> refreshes() {
        User user = session.getUser();
        return user == null ? List.of() : refreshes.of(user);
    }
}

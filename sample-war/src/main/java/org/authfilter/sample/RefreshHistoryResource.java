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

/** {@code GET /api/refresh-history}: the latest refreshes of the signed-in user, the latest first. */
@Path("/refresh-history")
@RequestScoped
public class RefreshHistoryResource {

    @Inject
    AuthSession session;

    @Inject
    RefreshHistory history;

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public List<RefreshHistory.Refresh> refreshHistory() {
        User user = session.getUser();
        return user == null ? List.of() : history.of(user);
    }
}

package org.authfilter.sample;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Objects;
import org.authfilter.AuthSession;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /api/refreshes}: how often tokens were refreshed, as the issuer itself counts it; where the issuer is not
 * the demonstration's backend, as the application has seen it.
 */
@Path("/refreshes")
@ApplicationScoped
public class RefreshesResource {

    private static final String WITH_COUNTERS = "demo";

    @Inject
    @RestClient
    IssuerClient issuer;

    @Inject
    AuthSession session;

    @Inject
    RefreshHistory refreshes;

    /**
     * What was counted.
     *
     * @param counter who counted
     * @param reuses how often a refresh token came a second time; {@code null} if the counter can't know
     */
    public record Count(
            String counter, long refreshes, @Nullable Long reuses) {}

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Count refreshes() {
        if (WITH_COUNTERS.equals(session.getProvider())) {
            IssuerClient.Stats stats = issuer.stats();
            return new Count("The backend", stats.refreshes(), stats.reuses());
        }
        return new Count("This application", refreshes.countOf(Objects.requireNonNull(session.getUser())), null);
    }
}

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
 * {@code GET /api/refresh-count}: how often tokens were refreshed. The demonstration's backend counts its own refreshes;
 * for every other provider the application counts the events that it received.
 */
@Path("/refresh-count")
@ApplicationScoped
public class RefreshCountResource {

    private static final String PROVIDER_WITH_COUNTERS = "demo";

    @Inject
    @RestClient
    IssuerClient issuer;

    @Inject
    AuthSession session;

    @Inject
    RefreshHistory history;

    /**
     * The numbers since the start.
     *
     * @param counter the system that counted, as the page names it
     * @param reuses how often a refresh token was presented a second time; {@code null} if the counter can't know
     */
    public record Count(
            String counter, long refreshes, @Nullable Long reuses) {}

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Count refreshCount() {
        if (PROVIDER_WITH_COUNTERS.equals(session.getProvider())) {
            IssuerClient.IssuerStats stats = issuer.stats();
            return new Count("The backend", stats.refreshes(), stats.reuses());
        }
        return new Count("This application", history.countOf(Objects.requireNonNull(session.getUser())), null);
    }
}

package org.authfilter.sample;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** {@code GET /api/refreshes}: how often tokens were refreshed, as the issuer itself counts it. */
@Path("/refreshes")
@RequestScoped
public class RefreshesResource {

    @Inject
    @RestClient
    IssuerClient issuer;

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public IssuerClient.Stats refreshes() {
        return issuer.stats();
    }
}

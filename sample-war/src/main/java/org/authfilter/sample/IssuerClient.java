package org.authfilter.sample;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** The issuer's public counters. This client has no {@code @AccessToken}, so auth-filter adds no token. */
@RegisterRestClient(configKey = "issuer")
public interface IssuerClient {

    @GET
    @Path("/stats")
    IssuerStats stats();

    /**
     * The issuer's counters since it was started.
     *
     * @param reuses how often a refresh token was presented a second time
     */
    record IssuerStats(long logins, long refreshes, long reuses) {}
}

package org.authfilter.sample;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** The issuer's public counters. Without {@code @AccessToken} a client is left alone: it sends no token. */
@RegisterRestClient(configKey = "issuer")
public interface IssuerClient {

    @GET
    @Path("/stats")
    Stats stats();

    /**
     * What the issuer has counted since it was started.
     *
     * @param reuses how often a refresh token came a second time
     */
    record Stats(long logins, long refreshes, long reuses) {}
}

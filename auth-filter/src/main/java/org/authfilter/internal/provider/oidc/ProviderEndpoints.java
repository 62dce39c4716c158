package org.authfilter.internal.provider.oidc;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.authfilter.internal.provider.http.HttpOutcome;
import org.authfilter.internal.provider.http.HttpOutcome.Response;
import org.authfilter.internal.provider.http.IssuerHttpClient;
import org.authfilter.internal.provider.oidc.Discovered.Known;
import org.jspecify.annotations.Nullable;

/**
 * Sends to the endpoints of an issuer. If one is gone, the issuer is asked about itself again, and what was sent goes to
 * where the endpoint is now.
 */
record ProviderEndpoints(Discovery discovery, IssuerHttpClient backChannel, ClientAuthentication client) {

    /** Where in the metadata an endpoint stands. */
    @FunctionalInterface
    interface Endpoint extends Function<ProviderMetadata, @Nullable URI> {}

    /** Posts {@code form} as this client. */
    CompletableFuture<HttpOutcome> post(Known known, Endpoint endpoint, URI address, Form form) {
        return send(known, endpoint, address, uri -> {
            Form authenticated =
                    client.authenticate(form).withHeader("Content-Type", "application/x-www-form-urlencoded");
            return backChannel.post(uri, authenticated.headers(), authenticated.encoded());
        });
    }

    /** Reads what an access token gives access to (RFC 6750, section 2.1). */
    CompletableFuture<HttpOutcome> get(Known known, Endpoint endpoint, URI address, String accessToken) {
        Map<String, String> headers =
                Map.of("Accept", "application/json, application/jwt", "Authorization", "Bearer " + accessToken);
        return send(known, endpoint, address, uri -> backChannel.get(uri, headers));
    }

    private CompletableFuture<HttpOutcome> send(
            Known known, Endpoint endpoint, URI address, Function<URI, CompletableFuture<HttpOutcome>> call) {
        return call.apply(address).thenCompose(exchange -> {
            if (!isGone(exchange)) {
                return CompletableFuture.completedFuture(exchange);
            }
            return discovery.newerThan(known).thenCompose(newer -> {
                URI moved = newer instanceof Known now ? endpoint.apply(now.metadata()) : null;
                return moved == null || moved.equals(address)
                        ? CompletableFuture.completedFuture(exchange)
                        : call.apply(moved);
            });
        });
    }

    private static boolean isGone(HttpOutcome exchange) {
        return exchange instanceof Response answer && (answer.status() == 404 || answer.status() == 410);
    }
}

package org.authfilter.internal.provider.oidc;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.authfilter.internal.provider.http.HttpOutcome;
import org.authfilter.internal.provider.http.IssuerHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests to the endpoints of an OpenID Provider. If an endpoint is gone, the metadata are read again, and the
 * request goes to the new address.
 */
record ProviderEndpoints(Discovery discovery, IssuerHttpClient http, ClientAuthentication client) {

    /** The place of an endpoint in the metadata. */
    @FunctionalInterface
    interface EndpointLocator extends Function<ProviderMetadata, @Nullable URI> {}

    /** Posts {@code form} with client authentication. */
    CompletableFuture<HttpOutcome> post(DiscoveredProvider provider, EndpointLocator endpoint, URI address, Form form) {
        return send(provider, endpoint, address, uri -> {
            Form authenticated =
                    client.authenticate(form).withHeader("Content-Type", "application/x-www-form-urlencoded");
            return http.post(uri, authenticated.headers(), authenticated.encoded());
        });
    }

    /** Reads a protected resource (RFC 6750, section 2.1). */
    CompletableFuture<HttpOutcome> get(
            DiscoveredProvider provider, EndpointLocator endpoint, URI address, String accessToken) {
        Map<String, String> headers =
                Map.of("Accept", "application/json, application/jwt", "Authorization", "Bearer " + accessToken);
        return send(provider, endpoint, address, uri -> http.get(uri, headers));
    }

    private CompletableFuture<HttpOutcome> send(
            DiscoveredProvider provider,
            EndpointLocator endpoint,
            URI address,
            Function<URI, CompletableFuture<HttpOutcome>> request) {
        return request.apply(address).thenCompose(outcome -> {
            if (!isGone(outcome)) {
                return CompletableFuture.completedFuture(outcome);
            }
            return discovery.newerThan(provider).thenCompose(newer -> {
                URI moved = newer.<@Nullable URI>fold(now -> endpoint.apply(now.metadata()), failure -> null);
                return moved == null || moved.equals(address)
                        ? CompletableFuture.completedFuture(outcome)
                        : request.apply(moved);
            });
        });
    }

    private static boolean isGone(HttpOutcome outcome) {
        return outcome.hasStatus(404, 404) || outcome.hasStatus(410, 410);
    }
}

package org.authfilter.provider.oidc;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.authfilter.provider.http.BackChannel;
import org.authfilter.provider.http.Exchange;
import org.authfilter.provider.http.Exchange.Answer;
import org.authfilter.provider.oidc.Discovered.Known;
import org.jspecify.annotations.Nullable;

/**
 * Sends to the endpoints of an issuer. If one is gone, the issuer is asked about itself again, and what was sent goes to
 * where the endpoint is now.
 */
record IssuerCalls(Discovery discovery, BackChannel backChannel, ClientAuthentication client) {

    /** Where in the metadata an endpoint stands. */
    @FunctionalInterface
    interface Endpoint extends Function<ProviderMetadata, @Nullable URI> {}

    /** Posts {@code form} as this client. */
    CompletableFuture<Exchange> post(Known known, Endpoint endpoint, URI address, Form form) {
        return send(known, endpoint, address, uri -> {
            Form authenticated =
                    client.authenticate(form).withHeader("Content-Type", "application/x-www-form-urlencoded");
            return backChannel.post(uri, authenticated.headers(), authenticated.encoded());
        });
    }

    /** Reads what an access token gives access to (RFC 6750, section 2.1). */
    CompletableFuture<Exchange> get(Known known, Endpoint endpoint, URI address, String accessToken) {
        Map<String, String> headers =
                Map.of("Accept", "application/json, application/jwt", "Authorization", "Bearer " + accessToken);
        return send(known, endpoint, address, uri -> backChannel.get(uri, headers));
    }

    private CompletableFuture<Exchange> send(
            Known known, Endpoint endpoint, URI address, Function<URI, CompletableFuture<Exchange>> call) {
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

    private static boolean isGone(Exchange exchange) {
        return exchange instanceof Answer answer && (answer.status() == 404 || answer.status() == 410);
    }
}

package org.authfilter.sample.demo;

import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.authfilter.sample.demo.LocalServer.Request;
import org.authfilter.sample.demo.LocalServer.Response;
import org.jspecify.annotations.Nullable;

/**
 * <b>A demonstration</b> of an API that requires a bearer token (RFC 6750): {@code GET /orders} returns the orders of the
 * token's subject, or 401 if the token is missing, expired or from an issuer that the API does not trust.
 */
public final class OrdersApi implements AutoCloseable {

    private static final String SCHEME = "Bearer ";

    private static final Map<String, List<PlacedOrder>> ORDERS = Map.of(
            "alice",
            List.of(
                    new PlacedOrder("A-1041", "Coffee beans, 1 kg", 2, new BigDecimal("39.80")),
                    new PlacedOrder("A-1057", "Paper filters, 100", 1, new BigDecimal("4.50")),
                    new PlacedOrder("A-1063", "Hand grinder", 1, new BigDecimal("64.00"))),
            "bob",
            List.of(
                    new PlacedOrder("B-2009", "Green tea, 250 g", 3, new BigDecimal("26.70")),
                    new PlacedOrder("B-2014", "Cast-iron kettle", 1, new BigDecimal("58.00"))));

    private final List<TrustedIssuer> issuers;
    private final Clock clock;
    private final LocalServer server;

    /** An order of the demonstration. */
    public record PlacedOrder(String number, String item, int quantity, BigDecimal total) {}

    /**
     * @param port 0 for any free port
     * @param issuers the issuers whose access tokens it accepts
     */
    OrdersApi(int port, List<TrustedIssuer> issuers, Clock clock) {
        this.issuers = issuers;
        this.clock = clock;
        this.server = new LocalServer("orders", port, Map.of("GET /orders", this::orders));
    }

    public int port() {
        return server.port();
    }

    private Response orders(Request request) {
        String header = request.header("Authorization");
        String owner = header != null && header.startsWith(SCHEME) ? owner(header.substring(SCHEME.length())) : null;
        return owner == null
                ? Response.error(401, "invalid_token")
                : new Response(200, ORDERS.getOrDefault(owner, List.of()));
    }

    private @Nullable String owner(String token) {
        return issuers.stream()
                .map(issuer -> issuer.owner(token, clock))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    @Override
    public void close() {
        server.close();
    }
}

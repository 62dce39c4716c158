package org.authfilter.sample.demo;

import java.math.BigDecimal;
import java.security.PublicKey;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.authfilter.sample.demo.LocalServer.Answer;
import org.authfilter.sample.demo.LocalServer.Request;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jspecify.annotations.Nullable;

/**
 * <b>A demonstration</b> of an API that wants a bearer token (RFC 6750): {@code GET /orders} answers the orders of the
 * token's subject, or 401 if the token is missing, expired, of another issuer or not signed by the backend.
 */
public final class OrdersApi implements AutoCloseable {

    private static final String SCHEME = "Bearer ";

    private static final Map<String, List<Order>> ORDERS = Map.of(
            "alice",
            List.of(
                    new Order("A-1041", "Coffee beans, 1 kg", 2, new BigDecimal("39.80")),
                    new Order("A-1057", "Paper filters, 100", 1, new BigDecimal("4.50")),
                    new Order("A-1063", "Hand grinder", 1, new BigDecimal("64.00"))),
            "bob",
            List.of(
                    new Order("B-2009", "Green tea, 250 g", 3, new BigDecimal("26.70")),
                    new Order("B-2014", "Cast-iron kettle", 1, new BigDecimal("58.00"))));

    private final PublicKey issuerKey;
    private final Clock clock;
    private final LocalServer server;

    /** What somebody ordered. */
    public record Order(String number, String item, int quantity, BigDecimal total) {}

    /**
     * @param port 0 for any free one
     * @param issuerKey what the access tokens are signed with
     */
    public OrdersApi(int port, PublicKey issuerKey, Clock clock) {
        this.issuerKey = issuerKey;
        this.clock = clock;
        this.server = new LocalServer("orders", port, Map.of("GET /orders", this::orders));
    }

    public int port() {
        return server.port();
    }

    private Answer orders(Request request) {
        String header = request.header("Authorization");
        String subject = header != null && header.startsWith(SCHEME) ? verify(header.substring(SCHEME.length())) : null;
        return subject == null
                ? Answer.error(401, "invalid_token")
                : new Answer(200, ORDERS.getOrDefault(subject, List.of()));
    }

    /** The subject of a token that holds, else {@code null}. */
    private @Nullable String verify(String token) {
        try {
            return new JwtConsumerBuilder()
                    .setJwsAlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.RSA_USING_SHA256)
                    .setVerificationKey(issuerKey)
                    .setExpectedIssuer(TokenBackend.ISSUER)
                    .setRequireSubject()
                    .setRequireExpirationTime()
                    .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()))
                    .build()
                    .processToClaims(token)
                    .getSubject();
        } catch (InvalidJwtException | MalformedClaimException e) {
            return null;
        }
    }

    @Override
    public void close() {
        server.close();
    }
}

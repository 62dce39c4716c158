package org.authfilter.sample.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.PublicKey;
import java.time.Duration;
import java.util.List;
import org.authfilter.sample.demo.DemoClient.Reply;
import org.jose4j.jwk.RsaJwkGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OrdersApiTest {

    private static final Reply REFUSED = new Reply(401, "{\"error\":\"invalid_token\"}");

    private final TestClock clock = new TestClock();
    private final IssuedAccessTokens tokens =
            new IssuedAccessTokens(TokenBackend.ISSUER, Duration.ofSeconds(30), clock);
    private final OrdersApi api = new OrdersApi(0, List.of(TrustedIssuer.backend(tokens.publicKey())), clock);
    private final DemoClient client = new DemoClient(api.port());

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void a_token_gets_the_orders_of_its_subject_only() {
        assertThat(orders(tokens.issue("alice").jwt()).body())
                .contains("A-1041")
                .doesNotContain("B-2009");
        assertThat(orders(tokens.issue("bob").jwt()).body()).contains("B-2009").doesNotContain("A-1041");
    }

    @Test
    void a_token_is_valid_until_it_expires() {
        String token = tokens.issue("alice").jwt();

        clock.advance(Duration.ofSeconds(29));

        assertThat(orders(token).status()).isEqualTo(200);
    }

    @Test
    void an_expired_token_is_refused() {
        String token = tokens.issue("alice").jwt();

        clock.advance(Duration.ofSeconds(30));

        assertThat(orders(token)).isEqualTo(REFUSED);
    }

    @Test
    void a_missing_token_is_refused() {
        assertThat(client.get("/orders")).isEqualTo(REFUSED);
    }

    @Test
    void another_scheme_is_refused() {
        assertThat(client.get("/orders", "Authorization", "Basic YWxpY2U6YWxpY2UtcHc="))
                .isEqualTo(REFUSED);
    }

    @Test
    void a_token_of_another_issuer_is_refused() {
        IssuedAccessTokens other = new IssuedAccessTokens("https://other.example.test", Duration.ofSeconds(30), clock);
        try (OrdersApi trusting = new OrdersApi(0, List.of(TrustedIssuer.backend(other.publicKey())), clock)) {
            assertThat(new DemoClient(trusting.port())
                            .get(
                                    "/orders",
                                    "Authorization",
                                    "Bearer " + other.issue("alice").jwt()))
                    .isEqualTo(REFUSED);
        }
    }

    @Test
    void a_token_signed_by_another_key_is_refused() throws Exception {
        PublicKey otherKey = RsaJwkGenerator.generateJwk(2048).getPublicKey();
        try (OrdersApi other = new OrdersApi(0, List.of(TrustedIssuer.backend(otherKey)), clock)) {
            assertThat(new DemoClient(other.port())
                            .get(
                                    "/orders",
                                    "Authorization",
                                    "Bearer " + tokens.issue("alice").jwt()))
                    .isEqualTo(REFUSED);
        }
    }

    private Reply orders(String token) {
        return client.get("/orders", "Authorization", "Bearer " + token);
    }
}

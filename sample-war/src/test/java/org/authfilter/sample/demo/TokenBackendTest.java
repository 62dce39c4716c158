package org.authfilter.sample.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.authfilter.sample.demo.DemoClient.Reply;
import org.authfilter.sample.demo.TokenBackend.Login;
import org.authfilter.sample.demo.TokenBackend.PresentedToken;
import org.authfilter.sample.demo.TokenBackend.Stats;
import org.authfilter.sample.demo.TokenBackend.Tokens;
import org.authfilter.sample.demo.TokenBackend.UserProfile;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TokenBackendTest {

    private final TestClock clock = new TestClock();
    private final TokenBackend backend = new TokenBackend(0, Duration.ofSeconds(30), clock);
    private final DemoClient client = new DemoClient(backend.port());

    @AfterEach
    void close() {
        backend.close();
    }

    @Test
    void a_login_returns_tokens_and_the_user() {
        Tokens tokens = login();

        assertThat(tokens.user()).isEqualTo(new UserProfile("Alice", "alice@example.test", List.of("user")));
        assertThat(tokens.refreshToken()).isNotBlank();
        assertThat(Instant.ofEpochMilli(tokens.accessTokenExpiry())).isEqualTo("2026-11-01T12:00:30Z");
    }

    @Test
    void an_access_token_is_a_jwt_that_the_published_key_verifies() throws Exception {
        Tokens tokens = login();
        JsonWebKeySet keys = new JsonWebKeySet(client.get("/auth/jwks").body());

        JwtClaims claims = new JwtConsumerBuilder()
                .setVerificationKey(
                        keys.findJsonWebKey("demo", null, null, null).getKey())
                .setExpectedIssuer(TokenBackend.ISSUER)
                .setExpectedSubject("alice")
                .setRequireExpirationTime()
                .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()))
                .build()
                .processToClaims(tokens.accessToken());

        assertThat(claims.getExpirationTime().getValueInMillis()).isEqualTo(tokens.accessTokenExpiry());
    }

    @Test
    void the_published_key_is_public_only() {
        assertThat(client.get("/auth/jwks").body()).contains("\"n\":").doesNotContain("\"d\":");
    }

    @Test
    void a_wrong_password_is_refused() {
        Reply reply = client.post("/auth/login", new Login("alice@example.test", "bob-pw"));

        assertThat(reply).isEqualTo(new Reply(401, "{\"error\":\"invalid_credentials\"}"));
    }

    @Test
    void a_refresh_rotates_both_tokens() {
        Tokens first = login();
        clock.advance(Duration.ofSeconds(20));

        Tokens second = refreshed(first);

        assertThat(second.accessToken()).isNotEqualTo(first.accessToken());
        assertThat(second.refreshToken()).isNotEqualTo(first.refreshToken());
        assertThat(second.accessTokenExpiry()).isEqualTo(first.accessTokenExpiry() + 20_000);
        assertThat(second.user()).isEqualTo(first.user());
    }

    @Test
    void the_rotated_refresh_token_is_valid() {
        assertThat(refreshed(refreshed(login())).refreshToken()).isNotBlank();
    }

    @Test
    void a_refresh_token_presented_twice_is_refused() {
        Tokens first = login();
        refreshed(first);

        assertThat(refresh(first)).isEqualTo(new Reply(400, "{\"error\":\"invalid_grant\"}"));
    }

    @Test
    void a_refresh_token_presented_twice_revokes_its_family() {
        Tokens first = login();
        Tokens second = refreshed(first);
        refresh(first);

        assertThat(refresh(second).status()).isEqualTo(400);
    }

    @Test
    void a_revoked_family_does_not_affect_other_sign_ins() {
        Tokens other = login();
        Tokens first = login();
        refreshed(first);
        refresh(first);

        assertThat(refresh(other).status()).isEqualTo(200);
    }

    @Test
    void one_of_many_concurrent_refreshes_succeeds() {
        Tokens tokens = login();

        Stream<Reply> replies = IntStream.range(0, 8).parallel().mapToObj(i -> refresh(tokens));

        assertThat(replies.filter(reply -> reply.status() == 200)).hasSize(1);
    }

    @Test
    void an_unknown_refresh_token_is_refused_and_does_not_count_as_reuse() {
        assertThat(client.post("/auth/refreshToken", new PresentedToken("no-such-token"))
                        .status())
                .isEqualTo(400);
        assertThat(stats().reuses()).isZero();
    }

    @Test
    void a_logout_revokes_the_refresh_token() {
        Tokens tokens = login();

        assertThat(client.post("/auth/logout", new PresentedToken(tokens.refreshToken()))
                        .status())
                .isEqualTo(200);
        assertThat(refresh(tokens).status()).isEqualTo(400);
    }

    @Test
    void the_counters_count_logins_refreshes_and_reuses() {
        Tokens first = login();
        Tokens second = refreshed(first);
        refreshed(second);
        refresh(first);

        assertThat(stats()).isEqualTo(new Stats(1, 2, 1));
    }

    @Test
    void a_body_that_is_no_json_gets_400() {
        assertThat(client.postRaw("/auth/login", "email=alice")).isEqualTo(new Reply(400, INVALID_REQUEST));
        assertThat(client.postRaw("/auth/login", "null")).isEqualTo(new Reply(400, INVALID_REQUEST));
        assertThat(client.postRaw("/auth/login", "")).isEqualTo(new Reply(400, INVALID_REQUEST));
    }

    @Test
    void an_unknown_path_gets_404() {
        assertThat(client.get("/auth/login").status()).isEqualTo(404);
        assertThat(client.get("/stats/all").status()).isEqualTo(404);
    }

    private static final String INVALID_REQUEST = "{\"error\":\"invalid_request\"}";

    private Tokens login() {
        return client.read(client.post("/auth/login", new Login("alice@example.test", "alice-pw")), Tokens.class);
    }

    private Reply refresh(Tokens tokens) {
        return client.post("/auth/refreshToken", new PresentedToken(tokens.refreshToken()));
    }

    private Tokens refreshed(Tokens tokens) {
        Reply reply = refresh(tokens);
        assertThat(reply.status()).isEqualTo(200);
        return client.read(reply, Tokens.class);
    }

    private Stats stats() {
        return client.read(client.get("/stats"), Stats.class);
    }
}

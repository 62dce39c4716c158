package org.authfilter.internal.provider.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.authfilter.User;
import org.authfilter.internal.provider.TokenResult.Issued;
import org.authfilter.internal.provider.TokenResult.Misconfigured;
import org.authfilter.internal.provider.TokenResult.Rejected;
import org.authfilter.internal.token.TokenSet;
import org.authfilter.testkit.FakeIssuer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignInTest {

    private final Calls calls = new Calls();
    private final FakeIssuer issuer = FakeIssuer.start(calls.clock);
    private ScriptedBackend backend;

    @BeforeEach
    void start() throws Exception {
        backend = new ScriptedBackend();
    }

    @AfterEach
    void stop() {
        backend.close();
        issuer.close();
        calls.close();
    }

    @Test
    void a_backend_of_the_default_shape_needs_no_further_settings() throws Exception {
        issuer.refreshTokenLifetime(Duration.ofHours(1)).roles("user", "admin");

        Issued issued = Calls.issued(calls.of(issuer).signIn(Calls.ALICE));

        assertThat(issued.tokens())
                .isEqualTo(new TokenSet(
                        "access-1",
                        "refresh-1",
                        null,
                        Calls.NOW,
                        Calls.NOW.plus(Duration.ofMinutes(5)),
                        Calls.NOW.plus(Duration.ofHours(1))));
        assertThat(issued.user())
                .isEqualTo(new User("alice", "alice@example.org", List.of("user", "admin"), null, null));
    }

    @Test
    void R15_a_lifetime_counts_from_the_moment_the_request_was_sent() throws Exception {
        backend.whenAsked(() -> calls.clock.advance(Duration.ofSeconds(7)))
                .responds(
                        "{\"accessToken\":\"a\",\"refreshToken\":\"r\",\"expires\":300,\"user\":{\"name\":\"alice\"}}");

        TokenSet tokens = Calls.issued(calls.of(backend, "expiry", "/expires", "expiry-unit", "seconds")
                        .signIn(Calls.ALICE))
                .tokens();

        assertThat(tokens.expiresAt()).isEqualTo(Calls.NOW.plusSeconds(300));
        assertThat(tokens.obtainedAt()).isEqualTo(Calls.NOW.plusSeconds(7));
    }

    @Test
    void R19_tokens_with_an_unreadable_expiry_are_revoked() throws Exception {
        assertThat(Calls.await(calls.of(issuer, "expiry-unit", "iso-8601").signIn(Calls.ALICE)))
                .isInstanceOf(Misconfigured.class);

        issuer.counters().awaitRevocations(1);
    }

    @Test
    void wrong_credentials_are_rejected() throws Exception {
        assertThat(Calls.await(
                        calls.of(issuer).signIn(Calls.fields("email", "alice@example.org", "password", "wrong"))))
                .isEqualTo(new Rejected("HTTP status 401"));
    }

    @Test
    void the_fields_are_posted_as_a_JSON_object_in_their_order() throws Exception {
        backend.responds("{\"accessToken\":\"a\"}");
        Map<String, JsonValue> fields = Calls.fields("user", "älice \"the\" first", "pin", "12\\34");

        Calls.issued(calls.of(backend, "login-fields", "user,pin").signIn(fields));

        ScriptedBackend.Request request = backend.request();
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.pathAndQuery()).isEqualTo("/auth/login");
        assertThat(request.headers().get("Content-Type")).containsExactly("application/json");
        assertThat(request.headers().get("Accept")).containsExactly("application/json");
        assertThat(request.headers()).doesNotContainKey("Authorization");
        assertThat(request.body()).isEqualTo("{\"user\":\"älice \\\"the\\\" first\",\"pin\":\"12\\\\34\"}");
    }

    @Test
    void the_response_is_read_at_the_configured_pointers() throws Exception {
        backend.responds("""
                {"data":{"tokens":[{"jwt":"a"},{"jwt":"r"}],"times":{"a/b":1793534700,"r":1793538000}},
                 "who":{"name":"alice","email":"alice@example.org"},"rights":["reader"]}""");

        Issued issued = Calls.issued(calls.of(
                        backend,
                        "access-token",
                        "/data/tokens/0/jwt",
                        "refresh-token",
                        "/data/tokens/1/jwt",
                        "expiry",
                        "/data/times/a~1b",
                        "refresh-expiry",
                        "/data/times/r",
                        "expiry-unit",
                        "epoch-seconds",
                        "user",
                        "/who",
                        "roles",
                        "/rights")
                .signIn(Calls.ALICE));

        assertThat(issued.tokens())
                .isEqualTo(new TokenSet(
                        "a", "r", null, Calls.NOW, Calls.NOW.plusSeconds(300), Calls.NOW.plusSeconds(3600)));
        assertThat(issued.user()).isEqualTo(new User("alice", "alice@example.org", List.of("reader"), null, null));
    }

    @Test
    void a_response_may_have_no_refresh_token() throws Exception {
        backend.responds("{\"accessToken\":\"a\",\"refreshToken\":null}");

        assertThat(Calls.issued(calls.of(backend).signIn(Calls.ALICE)).tokens().refreshToken())
                .isNull();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"Bearer access-1", "bearer access-1", "BEARER  access-1"})
    void the_scheme_in_front_of_an_access_token_is_taken_off(String written) throws Exception {
        backend.responds("{\"accessToken\":\"" + written + "\"}");

        assertThat(Calls.issued(calls.of(backend).signIn(Calls.ALICE)).tokens().accessToken())
                .isEqualTo("access-1");
    }

    @Test
    void an_empty_refresh_token_is_none() throws Exception {
        backend.responds("{\"accessToken\":\"a\",\"refreshToken\":\"\"}");

        assertThat(Calls.issued(calls.of(backend).signIn(Calls.ALICE)).tokens().refreshToken())
                .isNull();
    }

    @Test
    void a_response_without_a_name_is_rejected() throws Exception {
        backend.responds("{\"accessToken\":\"a\"}");

        assertThat(Calls.await(calls.of(backend).signIn(Calls.fields("email", " ", "password", "x"))))
                .isEqualTo(new Misconfigured("the response does not name the user", true));
    }
}

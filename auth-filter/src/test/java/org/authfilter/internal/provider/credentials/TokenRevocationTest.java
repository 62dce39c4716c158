package org.authfilter.internal.provider.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import org.authfilter.internal.provider.TokenResult.Rejected;
import org.authfilter.internal.token.TokenSet;
import org.authfilter.testkit.FakeIssuer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenRevocationTest {

    private final Calls calls = new Calls();
    private ScriptedBackend backend;

    @BeforeEach
    void start() throws Exception {
        backend = new ScriptedBackend();
    }

    @AfterEach
    void stop() {
        backend.close();
        calls.close();
    }

    @Test
    void a_revoked_token_set_is_of_no_more_use() throws Exception {
        try (FakeIssuer issuer = FakeIssuer.start(calls.clock)) {
            CredentialsTokenProvider provider = calls.of(issuer);
            TokenSet tokens = Calls.issued(provider.signIn(Calls.ALICE)).tokens();

            Calls.await(provider.revoke(tokens));

            assertThat(issuer.counters().revocations()).isEqualTo(1);
            assertThat(Calls.await(provider.refresh(tokens, false))).isInstanceOf(Rejected.class);
        }
    }

    @Test
    void the_refresh_token_is_carried_as_at_a_refresh_and_the_access_token_as_a_bearer() throws Exception {
        Calls.await(calls.of(backend).revoke(Calls.CURRENT));

        ScriptedBackend.Request request = backend.request();
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.pathAndQuery()).isEqualTo("/auth/logout");
        assertThat(request.headers().get("Authorization")).containsExactly("Bearer access-0-s3cret");
        assertThat(request.body()).isEqualTo("{\"token\":\"refresh-0-s3cret\"}");
    }

    @ParameterizedTest(name = "refresh-field {0}")
    @ValueSource(strings = {"Authorization", "authorization"})
    void a_refresh_token_that_travels_as_Authorization_leaves_no_room_for_a_bearer(String header) throws Exception {
        Calls.await(calls.of(backend, "refresh-carrier", "header", "refresh-field", header)
                .revoke(Calls.CURRENT));

        assertThat(backend.request().headers().get("Authorization")).containsExactly("refresh-0-s3cret");
    }

    @ParameterizedTest(name = "status {0}")
    @ValueSource(ints = {200, 204, 302, 401, 404, 500})
    void a_revocation_ends_normally_with_any_status(int status) throws Exception {
        backend.responds(status, "");

        assertThat(Calls.await(calls.of(backend).revoke(Calls.CURRENT))).isNull();
        assertThat(backend.requests()).hasSize(1);
    }

    @Test
    void a_revocation_ends_normally_when_the_backend_is_down() throws Exception {
        CredentialsTokenProvider provider = calls.of(backend);
        backend.close();

        assertThat(Calls.await(provider.revoke(Calls.CURRENT))).isNull();
    }

    @Test
    void without_a_logout_url_nothing_is_sent() throws Exception {
        Calls.await(calls.of(backend, "logout-url", "").revoke(Calls.CURRENT));

        assertThat(backend.requests()).isEmpty();
    }

    @Test
    void without_a_refresh_token_the_access_token_is_sent_as_bearer() throws Exception {
        Calls.await(calls.of(backend).revoke(new TokenSet("a", null, null, Calls.NOW, null, null)));

        assertThat(backend.request().headers().get("Authorization")).containsExactly("Bearer a");
        assertThat(backend.request().body()).isEmpty();
    }
}

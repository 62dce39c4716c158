package org.authfilter.internal.provider.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.authfilter.User;
import org.authfilter.internal.provider.TokenResult.Issued;
import org.authfilter.internal.provider.TokenResult.Rejected;
import org.authfilter.internal.token.TokenSet;
import org.authfilter.testkit.FakeIssuer;
import org.authfilter.testkit.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefreshTest {

    private final Calls calls = new Calls();
    private final FakeIssuer issuer = FakeIssuer.start(calls.clock);
    private ScriptedBackend backend;

    @BeforeEach
    void start() throws Exception {
        backend = new ScriptedBackend().responds("{\"accessToken\":\"a\"}");
    }

    @AfterEach
    void stop() {
        backend.close();
        issuer.close();
        calls.close();
    }

    @Test
    void a_refresh_token_is_exchanged_for_the_next_token_set() throws Exception {
        CredentialsTokenProvider provider = calls.of(issuer);
        TokenSet first = Calls.issued(provider.signIn(Calls.ALICE)).tokens();
        calls.clock.advance(Duration.ofMinutes(4));

        Issued refreshed = Calls.issued(provider.refresh(first, false));

        assertThat(refreshed.tokens())
                .isEqualTo(new TokenSet(
                        "access-2",
                        "refresh-2",
                        null,
                        Calls.NOW.plus(Duration.ofMinutes(4)),
                        Calls.NOW.plus(Duration.ofMinutes(9)),
                        null));
        assertThat(refreshed.update().applyTo(Calls.KNOWN))
                .isEqualTo(new User("alice", "alice@example.org", List.of("user"), "sub-known", "iss-known"));
    }

    @Test
    void R8_a_response_without_a_refresh_token_keeps_the_old_one() throws Exception {
        CredentialsTokenProvider provider = calls.of(issuer);
        TokenSet first = Calls.issued(provider.signIn(Calls.ALICE)).tokens();
        issuer.nextRefreshes(Fault.withoutRefreshToken());

        TokenSet refreshed = Calls.issued(provider.refresh(first, false)).tokens();

        assertThat(refreshed.accessToken()).isEqualTo("access-2");
        assertThat(refreshed.refreshToken()).isEqualTo("refresh-1");
    }

    @Test
    void R8_a_response_without_an_id_token_keeps_the_old_one() throws Exception {
        assertThat(Calls.issued(calls.of(backend).refresh(Calls.CURRENT, false))
                        .tokens()
                        .idToken())
                .isEqualTo(Calls.CURRENT.idToken());
    }

    @Test
    void a_refresh_token_that_the_backend_does_not_know_is_rejected() throws Exception {
        assertThat(Calls.await(calls.of(issuer).refresh(Calls.CURRENT, false)))
                .isEqualTo(new Rejected("HTTP status 400"));
    }

    @ParameterizedTest(name = "R17: {0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                                    | known  | known@example.org | known",
                "{\"name\":\"alice\"}                                    | alice  | known@example.org | known",
                "{\"name\":\"\"}                                         | known  | known@example.org | known",
                "{\"email\":\"a@b.c\"}                                   | known  | a@b.c             | known",
                "{\"roles\":[\"x\",\"y\"]}                               | known  | known@example.org | x,y",
                "{\"roles\":\"x\"}                                       | known  | known@example.org | x",
                "{\"roles\":[]}                                        | known  | known@example.org | ''",
                "{\"roles\":null}                                      | known  | known@example.org | known",
                "{\"roles\":true}                                      | known  | known@example.org | known",
            })
    void R17_the_user_follows_what_a_refresh_says(String user, String name, String email, String roles)
            throws Exception {
        backend.responds("{\"accessToken\":\"a\",\"user\":" + user + "}");

        User followed = Calls.issued(calls.of(backend).refresh(Calls.CURRENT, false))
                .update()
                .applyTo(Calls.KNOWN);

        assertThat(followed.name()).isEqualTo(name);
        assertThat(followed.email()).isEqualTo(email);
        assertThat(String.join(",", followed.roles())).isEqualTo(roles);
    }

    @ParameterizedTest(name = "R17: known {0}, before {1}, after {2}: {3}")
    @CsvSource({
        "'a,b', '\"a\",\"b\"', '\"a\"',       a",
        "'a,b', '\"a\",\"b\"', '',              ''",
        "'a,b', '\"x\"',         '\"y\"',       'a,b'",
        "'',    '',                '\"y\"',       y",
    })
    void R17_roles_follow_a_jwt_that_was_their_source(String known, String before, String after, String followed)
            throws Exception {
        backend.responds("{\"accessToken\":\"" + jwtWithRoles(after) + "\"}");
        TokenSet current = new TokenSet(jwtWithRoles(before), "r", null, Calls.NOW, Calls.NOW, null);
        User user = new User("alice", null, known.isEmpty() ? List.of() : List.of(known.split(",", -1)), null, null);

        assertThat(String.join(
                        ",",
                        Calls.issued(calls.of(backend, "roles", "/roles").refresh(current, false))
                                .update()
                                .applyTo(user)
                                .roles()))
                .isEqualTo(followed);
    }

    private static String jwtWithRoles(String roles) {
        return Calls.jwt("{\"sub\":\"sub-alice\",\"roles\":[" + roles + "]}");
    }

    @Test
    void the_carrier_json_is_a_member_of_an_object() throws Exception {
        calls.of(backend, "refresh-field", "refresh_token")
                .refresh(Calls.CURRENT, false)
                .join();

        ScriptedBackend.Request request = backend.request();
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.pathAndQuery()).isEqualTo("/auth/refreshToken");
        assertThat(request.headers().get("Content-Type")).containsExactly("application/json");
        assertThat(request.body()).isEqualTo("{\"refresh_token\":\"refresh-0-s3cret\"}");
    }

    @Test
    void the_carrier_form_is_an_encoded_field() throws Exception {
        calls.of(backend, "refresh-carrier", "form", "refresh-field", "token&co")
                .refresh(withRefreshToken("a+b/c= ü&d"), false)
                .join();

        ScriptedBackend.Request request = backend.request();
        assertThat(request.headers().get("Content-Type")).containsExactly("application/x-www-form-urlencoded");
        assertThat(request.body()).isEqualTo("token%26co=a%2Bb%2Fc%3D+%C3%BC%26d");
    }

    @Test
    void the_carrier_header_leaves_the_body_empty() throws Exception {
        calls.of(backend, "refresh-carrier", "header", "refresh-field", "X-Refresh-Token")
                .refresh(Calls.CURRENT, false)
                .join();

        ScriptedBackend.Request request = backend.request();
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.headers().get("X-Refresh-Token")).containsExactly("refresh-0-s3cret");
        assertThat(request.headers().get("Accept")).containsExactly("application/json");
        assertThat(request.body()).isEmpty();
    }

    @Test
    void nothing_but_the_refresh_token_is_sent() throws Exception {
        calls.of(backend).refresh(Calls.CURRENT, false).join();

        assertThat(backend.request().headers()).doesNotContainKeys("Authorization", "Cookie");
        assertThat(backend.request().body()).doesNotContain("access-0");
    }

    @Test
    void without_a_refresh_url_there_is_no_way_to_refresh() throws Exception {
        CredentialsTokenProvider provider = calls.of(backend, "refresh-url", "");

        assertThat(provider.canRefresh()).isFalse();
        assertThat(Calls.await(provider.refresh(Calls.CURRENT, false))).isInstanceOf(Rejected.class);
        assertThat(backend.requests()).isEmpty();
    }

    @Test
    void without_a_refresh_token_nothing_is_sent() throws Exception {
        CredentialsTokenProvider provider = calls.of(backend);

        assertThat(provider.canRefresh()).isTrue();
        assertThat(Calls.await(provider.refresh(withRefreshToken(null), false))).isInstanceOf(Rejected.class);
        assertThat(backend.requests()).isEmpty();
    }

    private static TokenSet withRefreshToken(String refreshToken) {
        return new TokenSet("a", refreshToken, null, Calls.NOW, null, null);
    }
}

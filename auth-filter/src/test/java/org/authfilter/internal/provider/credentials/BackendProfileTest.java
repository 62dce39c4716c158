package org.authfilter.internal.provider.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.authfilter.User;
import org.authfilter.internal.provider.TokenResult.Issued;
import org.authfilter.internal.provider.TokenResult.Misconfigured;
import org.authfilter.internal.provider.TokenResult.Unavailable;
import org.authfilter.internal.provider.http.HttpOutcome.Cause;
import org.authfilter.internal.token.TokenSet;
import org.authfilter.testkit.FakeIssuer;
import org.authfilter.testkit.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The profile describes the user: at the sign-in and where a refresh is demanded. */
class BackendProfileTest {

    private final Calls calls = new Calls();
    private final FakeIssuer issuer = FakeIssuer.start(calls.clock);
    private final CredentialsTokenProvider provider =
            calls.of(issuer, "profile-url", issuer.profileUrl().toString());
    private ScriptedBackend resource;

    @BeforeEach
    void start() throws Exception {
        resource = new ScriptedBackend();
    }

    @AfterEach
    void stop() {
        resource.close();
        issuer.close();
        calls.close();
    }

    @Test
    void it_is_read_with_the_new_access_token() throws Exception {
        resource.responds("{\"name\":\"Alice\"}");

        Calls.issued(withProfile().signIn(Calls.ALICE));

        assertThat(resource.request().method()).isEqualTo("GET");
        assertThat(resource.request().pathAndQuery()).isEqualTo("/profile");
        assertThat(resource.request().headers().get("Authorization")).containsExactly("Bearer access-1");
        assertThat(resource.request().headers().get("Accept")).containsExactly("application/json");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"user\":{\"name\":\"Alice\",\"email\":\"a@b.c\",\"roles\":[\"boss\"]}} | Alice | a@b.c             | boss",
                "{\"name\":\"Alice\",\"email\":\"a@b.c\",\"roles\":[\"boss\"]}            | Alice | a@b.c             | boss",
                "{\"name\":\"Alice\",\"user\":\"u1\",\"roles\":\"boss\"}                | Alice | alice@example.org | boss",
                "{\"name\":\"Alice\"}                                                   | Alice | alice@example.org | user",
                "{\"roles\":[\"boss\"]}                                                 | alice | alice@example.org | boss",
                "[]                                                                     | alice | alice@example.org | user",
            })
    void the_user_is_at_the_pointer_else_the_whole_profile_and_the_response_adds_missing_claims(
            String profile, String name, String email, String role) throws Exception {
        resource.responds(profile);

        assertThat(Calls.issued(withProfile().signIn(Calls.ALICE)).user())
                .isEqualTo(new User(name, email, List.of(role), null, null));
    }

    @Test
    void roles_may_stand_anywhere_in_it() throws Exception {
        resource.responds("{\"name\":\"Alice\",\"access\":{\"groups\":[\"a\",\"b\"]}}");

        assertThat(Calls.issued(calls.of(
                                        issuer,
                                        "profile-url",
                                        resource.url("/profile").toString(),
                                        "roles",
                                        "/access/groups")
                                .signIn(Calls.ALICE))
                        .user()
                        .roles())
                .containsExactly("a", "b");
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 503, 429, 408})
    void without_a_profile_the_sign_in_fails_and_the_tokens_are_revoked(int status) throws Exception {
        issuer.profileAlways(Fault.status(status));

        assertThat(Calls.await(provider.signIn(Calls.ALICE)))
                .isEqualTo(
                        new Unavailable("the profile can't be read: HTTP status " + status, false, Cause.OTHER, null));
        issuer.counters().awaitRevocations(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 401, 403, 404})
    void a_profile_that_refuses_its_own_users_is_a_matter_of_the_operator(int status) throws Exception {
        issuer.profileAlways(Fault.status(status));

        assertThat(Calls.await(provider.signIn(Calls.ALICE)))
                .isEqualTo(new Misconfigured("the profile can't be read: HTTP status " + status, false));
    }

    @Test
    void an_ordinary_refresh_does_not_read_it() throws Exception {
        TokenSet tokens = Calls.issued(provider.signIn(Calls.ALICE)).tokens();
        Calls.issued(provider.refresh(tokens, false));

        assertThat(issuer.counters().profileReadings()).isEqualTo(1);
    }

    @Test
    void a_refresh_that_was_demanded_reads_it_again() throws Exception {
        TokenSet tokens = Calls.issued(provider.signIn(Calls.ALICE)).tokens();
        issuer.roles("user", "boss");

        assertThat(Calls.issued(provider.refresh(tokens, true))
                        .update()
                        .applyTo(Calls.KNOWN)
                        .roles())
                .containsExactly("user", "boss");
        assertThat(issuer.counters().profileReadings()).isEqualTo(2);
    }

    @Test
    void a_refresh_that_can_not_read_it_leaves_the_known_user() throws Exception {
        TokenSet tokens = Calls.issued(provider.signIn(Calls.ALICE)).tokens();
        issuer.profileAlways(Fault.status(404));

        assertThat(Calls.await(provider.refresh(tokens, true)))
                .isInstanceOfSatisfying(
                        Issued.class,
                        issued -> assertThat(
                                        issued.update().applyTo(Calls.KNOWN).name())
                                .isEqualTo("alice"));
    }

    private CredentialsTokenProvider withProfile() {
        return calls.of(issuer, "profile-url", resource.url("/profile").toString());
    }
}

package org.authfilter.internal.provider.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.authfilter.User;
import org.authfilter.internal.provider.UserUpdate;
import org.junit.jupiter.api.Test;

class OidcUserMapperTest {

    private static final Claims ALICE = new Claims(Map.of("iss", "https://issuer.example", "sub", "sub-alice"));

    @Test
    void name_email_and_roles_of_the_id_token_come_first() {
        User user = user(about("in ID token"), about("in UserInfo"), about("in access token"));

        assertThat(user).isEqualTo(alice("in ID token"));
    }

    @Test
    void claims_missing_in_the_id_token_are_those_of_user_info() {
        User user = user(ALICE, about("in UserInfo"), about("in access token"));

        assertThat(user).isEqualTo(alice("in UserInfo"));
    }

    @Test
    void claims_missing_in_both_are_those_of_the_access_token() {
        User user = user(ALICE, new Claims(Map.of("sub", "sub-alice")), about("in access token"));

        assertThat(user).isEqualTo(alice("in access token"));
    }

    @Test
    void each_claim_is_looked_up_by_itself() {
        User user = user(
                ALICE.with("preferred_username", "alice"),
                new Claims(Map.of("email", "alice@example.test")),
                about("in access token"));

        assertThat(user)
                .isEqualTo(new User(
                        "alice",
                        "alice@example.test",
                        List.of("in access token"),
                        "sub-alice",
                        "https://issuer.example"));
    }

    @Test
    void a_number_is_a_name() {
        Claims numbered = Claims.parse("{\"iss\":\"i\",\"sub\":\"s\",\"preferred_username\":4711}")
                .orElseThrow();

        assertThat(user(numbered, Claims.NONE, Claims.NONE).name()).isEqualTo("4711");
    }

    @Test
    void issuer_and_subject_are_always_those_of_the_id_token() {
        User user = user(ALICE, Claims.NONE, new Claims(Map.of("iss", "https://other.example", "sub", "sub-bob")));

        assertThat(user).isEqualTo(new User("sub-alice", null, List.of(), "sub-alice", "https://issuer.example"));
    }

    @Test
    void an_empty_list_of_roles_in_the_id_token_is_a_statement() {
        Claims withoutRoles = ALICE.with("realm_access", Map.of("roles", List.of()));

        assertThat(user(withoutRoles, about("admin"), about("admin")).roles()).isEmpty();
    }

    @Test
    void R17_a_refresh_states_what_the_id_token_and_user_info_say() {
        UserUpdate update = new OidcUserMapper(OpenIdTokens.SETTINGS)
                .update(
                        ALICE.with("realm_access", Map.of("roles", List.of())),
                        new Claims(Map.of("email", "new@example.test")),
                        Claims.NONE,
                        about("in access token"));

        assertThat(update.applyTo(alice("known")))
                .isEqualTo(new User("known", "new@example.test", List.of(), "sub-alice", "https://issuer.example"));
    }

    private static User user(Claims idToken, Claims userInfo, Claims accessToken) {
        return new OidcUserMapper(OpenIdTokens.SETTINGS).user(idToken, userInfo, accessToken);
    }

    private static Claims about(String where) {
        return ALICE.with("preferred_username", where)
                .with("email", where)
                .with("realm_access", Map.of("roles", List.of(where)));
    }

    private static User alice(String where) {
        return new User(where, where, List.of(where), "sub-alice", "https://issuer.example");
    }
}

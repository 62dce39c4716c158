package org.authfilter.internal.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.authfilter.User;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserUpdateTest {

    private static final User ALICE = new User("alice", "alice@example.test", List.of("admin"), "sub-alice", "iss");

    @Test
    void R17_an_update_that_says_nothing_keeps_the_known_user() {
        assertThat(UserUpdate.NONE.applyTo(ALICE)).isEqualTo(ALICE);
    }

    @Test
    void R17_what_is_stated_replaces_the_known_claims() {
        UserClaims stated = new UserClaims("bob", "bob@example.test", List.of());

        assertThat(new UserUpdate(stated, UserClaims.NONE, UserClaims.NONE).applyTo(ALICE))
                .isEqualTo(new User("bob", "bob@example.test", List.of(), "sub-alice", "iss"));
    }

    @Test
    void R17_claims_of_an_access_token_count_if_its_predecessor_was_the_source() {
        UserClaims before = new UserClaims("alice", "alice@example.test", List.of("admin"));
        UserClaims after = new UserClaims("alice b.", "b@example.test", List.of("user"));

        assertThat(new UserUpdate(UserClaims.NONE, before, after).applyTo(ALICE))
                .isEqualTo(new User("alice b.", "b@example.test", List.of("user"), "sub-alice", "iss"));
    }

    @Test
    void R17_claims_of_an_access_token_do_not_replace_those_of_another_source() {
        UserClaims before = new UserClaims("service", "service@example.test", List.of("x"));
        UserClaims after = new UserClaims("service 2", "service2@example.test", List.of("y"));

        assertThat(new UserUpdate(UserClaims.NONE, before, after).applyTo(ALICE))
                .isEqualTo(ALICE);
    }

    @ParameterizedTest(name = "{0}; access token {1}, then {2}: {3}")
    @CsvSource({
        "user admin,  admin user,  user,         user",
        "admin user,  user admin,  auditor user, auditor user",
        "user admin,  admin,       '',           user",
        "user admin,  admin,       other,        user",
        "user admin,  x,           '',           user admin",
        "user admin,  '',          admin,        user admin",
    })
    void R17_a_role_withdrawn_in_the_access_token_is_gone_whatever_the_source(
            String known, String before, String after, String updated) {
        UserUpdate update = new UserUpdate(UserClaims.NONE, ofRoles(before), ofRoles(after));

        assertThat(update.applyTo(new User("alice", null, roles(known), "sub-alice", "iss"))
                        .roles())
                .isEqualTo(roles(updated));
    }

    private static UserClaims ofRoles(String roles) {
        return new UserClaims(null, null, roles(roles));
    }

    private static List<String> roles(String roles) {
        return roles.isEmpty() ? List.of() : List.of(roles.split(" ", -1));
    }

    @Test
    void R17_claims_that_an_access_token_begins_to_make_fill_what_is_not_known() {
        User nameless = new User("sub-alice", null, List.of(), "sub-alice", "iss");
        UserClaims after = new UserClaims("alice", "alice@example.test", List.of("admin"));

        assertThat(new UserUpdate(UserClaims.NONE, UserClaims.NONE, after).applyTo(nameless))
                .isEqualTo(ALICE);
    }
}

package org.authfilter;

import static org.assertj.core.api.Assertions.assertThat;

import org.authfilter.spi.SignInAttempt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignInAttemptTest {

    private static final String WIDE = "\uff21lice@example.org";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alice@example.org",
                "ALICE@Example.org",
                "  alice@example.org\t",
                "\u2003Alice@example.org",
                WIDE
            })
    void a_login_name_ignores_case_width_and_surrounding_spaces(String typed) {
        assertThat(named(typed)).isEqualTo(named("alice@example.org"));
    }

    @Test
    void a_different_name_is_not_equal() {
        assertThat(named("alice")).isNotEqualTo(named("al ice"));
    }

    @Test
    void a_very_long_name_is_cut_off() {
        assertThat(named("x".repeat(60_000)).loginName()).hasSize(256);
        assertThat(named("\ufdfa".repeat(60_000)).loginName()).hasSizeLessThan(5_000);
    }

    @Test
    void toString_leaves_out_the_name_because_it_may_be_a_password() {
        assertThat(named("s3cret")).hasToString("SignInAttempt[provider=backend, address=192.0.2.1]");
    }

    private static SignInAttempt named(String typed) {
        return new SignInAttempt("backend", typed, "192.0.2.1");
    }
}

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
    void a_login_name_is_the_same_however_it_is_typed(String typed) {
        assertThat(named(typed)).isEqualTo(named("alice@example.org"));
    }

    @Test
    void other_names_are_others() {
        assertThat(named("alice")).isNotEqualTo(named("al ice"));
    }

    @Test
    void of_a_name_beyond_all_measure_only_the_beginning_is_kept() {
        assertThat(named("x".repeat(60_000)).loginName()).hasSize(256);
        assertThat(named("\ufdfa".repeat(60_000)).loginName()).hasSizeLessThan(5_000);
    }

    @Test
    void it_prints_without_the_name_which_may_be_a_password() {
        assertThat(named("s3cret")).hasToString("SignInAttempt[provider=backend, address=192.0.2.1]");
    }

    private static SignInAttempt named(String typed) {
        return new SignInAttempt("backend", typed, "192.0.2.1");
    }
}

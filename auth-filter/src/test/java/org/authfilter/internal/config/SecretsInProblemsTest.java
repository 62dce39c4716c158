package org.authfilter.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsInProblemsTest {

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource({
        "provider.BACKEND.client-secret,  s3cret",
        "provider.BACKEND.private-key,    s3cret",
        "provider.backend.client-secret,  s3cret",
        "client-secret,                   s3cret",
        "provider.backend.login-url,      https://user:s3cret@backend.example/login",
        "provider.backend.refresh-url,    user:s3cret@backend.example",
        "base-url,                        https://user:s3cret@www.example/",
    })
    void a_value_that_may_be_a_secret_is_never_shown(String key, String value) {
        assertThat(TestConfiguration.ofOneBackend().set(key, value).problems())
                .contains(key)
                .doesNotContain("s3cret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"login-params", "refresh-params"})
    void a_part_of_a_secret_is_never_shown(String key) {
        assertThat(TestConfiguration.ofOneBackend()
                        .set("provider.backend." + key, "client_secret=%zq")
                        .problems())
                .contains("write a percent sign as %25")
                .doesNotContain("zq");
    }

    @Test
    void the_value_of_a_placeholder_is_never_shown() {
        assertThat(TestConfiguration.ofOneBackend()
                        .set("refresh-margin", "${MARGIN}")
                        .placeholder("MARGIN", "s3cret")
                        .problems())
                .contains("refresh-margin = \"${MARGIN}\"")
                .doesNotContain("s3cret");
    }
}

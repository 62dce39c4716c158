package org.authfilter.internal.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {

    @ParameterizedTest(name = "{0} failures before, jitter {1}: {2}")
    @CsvSource({
        "0,  0,   PT1S",
        "1,  0,   PT2S",
        "4,  0,   PT16S",
        "5,  0,   PT32S",
        "6,  0,   PT32S",
        "99, 0,   PT32S",
        "0,  1,   PT0.5S",
        "1,  0.5, PT1.5S",
        "5,  1,   PT16S",
    })
    void R9_each_failure_doubles_the_delay_and_jitter_reduces_it_by_half_at_most(
            int failures, double jitter, Duration expected) {
        assertThat(new Backoff(() -> jitter).delay(failures, null)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "asked for {0}: {1}")
    @CsvSource({"PT0.999S, PT1S", "PT1S, PT1S", "PT1.001S, PT1.001S", "PT5M, PT5M"})
    void R9_the_delay_is_at_least_the_Retry_After_of_the_issuer(Duration asked, Duration expected) {
        assertThat(new Backoff(() -> 0).delay(0, asked)).isEqualTo(expected);
    }
}

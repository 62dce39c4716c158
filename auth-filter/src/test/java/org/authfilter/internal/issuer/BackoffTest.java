package org.authfilter.internal.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {

    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

    @ParameterizedTest
    @CsvSource({"0, PT1S", "1, PT2S", "2, PT4S", "3, PT5S", "4, PT5S", "1000, PT5S"})
    void R4_the_steps_are_1_2_4_5_and_5_seconds(int failuresBefore, Duration step) {
        assertThat(new Backoff(() -> 0).step(failuresBefore)).isEqualTo(step);
    }

    @Test
    void R4_the_jitter_takes_at_most_one_half_of_a_step() {
        assertThat(new Backoff(() -> 1).step(1)).isEqualTo(Duration.ofSeconds(1));
    }

    @ParameterizedTest(name = "sent {0} ago, Retry-After {1}: again in {2}")
    @CsvSource({
        "PT0S, , PT1S",
        "PT0.4S, , PT0.6S",
        "PT1S, , PT0S",
        "PT5S, , PT0S",
        "PT0S, PT0.5S, PT1S",
        "PT0S, PT3S, PT3S",
        "PT5S, PT3S, PT3S",
        "PT0S, PT5M, PT5M",
        "PT0S, PT5M1S, PT5M"
    })
    void R4_a_step_counts_from_the_sending_and_Retry_After_up_to_five_minutes_from_the_response(
            Duration age, Duration retryAfter, Duration expected) {
        assertThat(new Backoff(() -> 0).retryAt(0, NOW.minus(age), NOW, retryAfter))
                .isEqualTo(NOW.plus(expected));
    }
}

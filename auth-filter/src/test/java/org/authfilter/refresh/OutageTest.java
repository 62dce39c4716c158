package org.authfilter.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class OutageTest {

    private static final Instant NOW = Engine.START;

    private final Outage outage = new Outage(new BackOff(() -> 0));

    @Test
    void R4_a_provider_that_answers_is_asked_at_any_time() {
        assertThat(outage.admits(NOW)).isTrue();
        assertThat(outage.untilProbe(NOW)).isZero();
    }

    @Test
    void R4_after_a_time_out_one_probe_is_let_through_at_each_step() {
        outage.timedOut(NOW);

        assertThat(outage.admits(NOW.plusMillis(999))).isFalse();
        assertThat(outage.untilProbe(NOW.plusMillis(400))).isEqualTo(Duration.ofMillis(600));
        assertThat(outage.untilProbe(NOW.plusSeconds(2))).isZero();
        assertThat(outage.admits(NOW.plusSeconds(1))).isTrue();
        assertThat(outage.admits(NOW.plusSeconds(1))).isFalse();
        assertThat(outage.untilProbe(NOW.plusSeconds(1))).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void R10_an_answer_ends_it() {
        outage.timedOut(NOW);
        outage.answered();

        assertThat(outage.admits(NOW)).isTrue();
        outage.timedOut(NOW);
        assertThat(outage.untilProbe(NOW)).isEqualTo(Duration.ofSeconds(1));
    }
}

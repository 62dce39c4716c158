package org.authfilter.internal.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {

    private static final Instant NOW = Engine.START;

    private final CircuitBreaker breaker = new CircuitBreaker(new Backoff(() -> 0));

    @Test
    void R4_a_closed_breaker_allows_every_call() {
        assertThat(breaker.tryAcquire(NOW)).isTrue();
        assertThat(breaker.untilProbe(NOW)).isZero();
    }

    @Test
    void R4_an_open_breaker_allows_one_probe_at_each_step() {
        breaker.recordTimeout(NOW);

        assertThat(breaker.tryAcquire(NOW.plusMillis(999))).isFalse();
        assertThat(breaker.untilProbe(NOW.plusMillis(400))).isEqualTo(Duration.ofMillis(600));
        assertThat(breaker.untilProbe(NOW.plusSeconds(2))).isZero();
        assertThat(breaker.tryAcquire(NOW.plusSeconds(1))).isTrue();
        assertThat(breaker.tryAcquire(NOW.plusSeconds(1))).isFalse();
        assertThat(breaker.untilProbe(NOW.plusSeconds(1))).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void R10_a_response_closes_the_breaker() {
        breaker.recordTimeout(NOW);
        breaker.recordResponse();

        assertThat(breaker.tryAcquire(NOW)).isTrue();
        breaker.recordTimeout(NOW);
        assertThat(breaker.untilProbe(NOW)).isEqualTo(Duration.ofSeconds(1));
    }
}

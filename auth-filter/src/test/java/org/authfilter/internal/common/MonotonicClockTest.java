package org.authfilter.internal.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.authfilter.testkit.MutableClock;
import org.junit.jupiter.api.Test;

class MonotonicClockTest {

    private static final Instant START = Instant.parse("2026-11-01T12:00:00Z");

    @Test
    void the_time_starts_at_that_of_the_clock_and_goes_on_although_the_clock_is_set_back() {
        MutableClock dates = new MutableClock(START);
        MonotonicClock timer = new MonotonicClock(dates);
        Instant first = timer.instant();
        assertThat(first).isBetween(START, START.plus(Duration.ofMinutes(1)));

        dates.advance(Duration.ofHours(-1));

        assertThat(timer.instant()).isBetween(first, first.plus(Duration.ofMinutes(1)));
    }
}

package org.authfilter.internal.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.authfilter.testkit.MutableClock;
import org.junit.jupiter.api.Test;

class UsedStatesTest {

    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-01T12:00:00Z"));
    private final UsedStates states = new UsedStates(clock);

    @Test
    void a_state_is_used_once() {
        assertThat(states.add("one")).isTrue();
        assertThat(states.add("one")).isFalse();
        assertThat(states.add("two")).isTrue();
    }

    @Test
    void the_target_of_a_sign_in_is_known_for_ten_minutes() {
        states.add("one");
        assertThat(states.target("one")).isNull();

        states.signedIn("one", "/shop/orders");
        clock.advance(Duration.ofMinutes(10).minusMillis(1));
        assertThat(states.target("one")).isEqualTo("/shop/orders");

        clock.advance(Duration.ofMillis(1));
        assertThat(states.target("one")).isNull();
    }

    @Test
    void a_state_that_was_never_used_has_no_target() {
        states.signedIn("one", "/shop/orders");

        assertThat(states.target("one")).isNull();
        assertThat(states.target(null)).isNull();
    }

    @Test
    void only_the_oldest_of_more_than_4096_states_is_forgotten() {
        for (int i = 0; i <= 4096; i++) {
            assertThat(states.add("state " + i)).isTrue();
        }

        assertThat(states.add("state 4096")).isFalse();
        assertThat(states.add("state 2")).isFalse();
        assertThat(states.add("state 0")).isTrue();
    }
}

package org.authfilter.internal.throttle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.time.Instant;
import org.authfilter.internal.throttle.SignInAttempts.Throttled;
import org.authfilter.spi.SignInAttempt;
import org.authfilter.spi.SignInThrottle;
import org.authfilter.spi.SignInThrottle.Outcome;
import org.authfilter.testkit.MutableClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A WAR's own throttle, working or failing. */
class SignInAttemptsTest {

    private static final SignInAttempt ALICE = new SignInAttempt("backend", "alice", "192.0.2.1");

    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-01T12:00:00Z"));
    private final MemorySignInThrottle builtIn = new MemorySignInThrottle(Duration.ZERO, clock);

    @ParameterizedTest(name = "{0} to wait: refused {1}")
    @CsvSource({"PT0S, false", "PT-1S, false", "PT0.000000001S, true", "PT1H, true"})
    void the_throttle_of_the_WAR_decides(Duration retryAfter, boolean isRefused) {
        assertThat(new SignInAttempts(returning(retryAfter), builtIn, clock)
                        .begin(ALICE)
                        .isRefused())
                .isEqualTo(isRefused);
    }

    @Test
    void the_built_in_throttle_decides_where_the_chosen_one_throws() {
        assertThatTheBuiltInOneDecides(new Failing());
    }

    @Test
    void the_built_in_throttle_decides_where_the_chosen_one_returns_null() {
        assertThatTheBuiltInOneDecides(returning(null));
    }

    @Test
    void an_exception_at_the_end_of_an_attempt_is_only_logged() {
        SignInThrottle failingAtTheEnd = new Failing() {
            @Override
            public Duration admit(SignInAttempt attempt) {
                return Duration.ZERO;
            }
        };
        Throttled attempt = new SignInAttempts(failingAtTheEnd, builtIn, clock).begin(ALICE);

        assertThatCode(() -> attempt.ended(Outcome.FAILED)).doesNotThrowAnyException();
        assertThat(builtIn.size()).isZero();
    }

    private void assertThatTheBuiltInOneDecides(SignInThrottle failing) {
        SignInAttempts attempts = new SignInAttempts(failing, builtIn, clock);
        for (int i = 0; i < 5; i++) {
            attempts.begin(ALICE).ended(Outcome.FAILED);
        }

        assertThat(attempts.begin(ALICE).isRefused()).isTrue();
    }

    private static SignInThrottle returning(Duration retryAfter) {
        return new Failing() {
            @Override
            public Duration admit(SignInAttempt attempt) {
                return retryAfter;
            }
        };
    }

    private static class Failing implements SignInThrottle {
        @Override
        public Duration admit(SignInAttempt attempt) {
            throw new IllegalStateException("no connection");
        }

        @Override
        public void ended(SignInAttempt attempt, Outcome outcome) {
            throw new IllegalStateException("no connection");
        }
    }
}

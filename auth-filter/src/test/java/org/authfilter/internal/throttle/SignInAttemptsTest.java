package org.authfilter.internal.throttle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Clock;
import java.time.Duration;
import org.authfilter.internal.throttle.SignInAttempts.Judged;
import org.authfilter.spi.SignInAttempt;
import org.authfilter.spi.SignInThrottle;
import org.authfilter.spi.SignInThrottle.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A WAR's own throttle, whatever it does. */
class SignInAttemptsTest {

    private static final SignInAttempt ALICE = new SignInAttempt("backend", "alice", "192.0.2.1");

    private final MemorySignInThrottle builtIn = new MemorySignInThrottle(Duration.ZERO, Clock.systemUTC());

    @ParameterizedTest(name = "{0} to wait: refused {1}")
    @CsvSource({"PT0S, false", "PT-1S, false", "PT0.000000001S, true", "PT1H, true"})
    void it_decides(Duration retryAfter, boolean isRefused) {
        assertThat(new SignInAttempts(answering(retryAfter), builtIn)
                        .begin(ALICE)
                        .isRefused())
                .isEqualTo(isRefused);
    }

    @Test
    void where_it_breaks_the_built_in_one_judges() {
        assertThatTheBuiltInOneJudges(new Broken());
    }

    @Test
    void where_it_does_not_answer_the_built_in_one_judges() {
        assertThatTheBuiltInOneJudges(answering(null));
    }

    @Test
    void where_it_breaks_at_the_end_nobody_notices() {
        SignInThrottle brokenAtTheEnd = new Broken() {
            @Override
            public Duration admit(SignInAttempt attempt) {
                return Duration.ZERO;
            }
        };
        Judged attempt = new SignInAttempts(brokenAtTheEnd, builtIn).begin(ALICE);

        assertThatCode(() -> attempt.ended(Outcome.FAILED)).doesNotThrowAnyException();
        assertThat(builtIn.size()).isZero();
    }

    private void assertThatTheBuiltInOneJudges(SignInThrottle broken) {
        SignInAttempts attempts = new SignInAttempts(broken, builtIn);
        for (int i = 0; i < 5; i++) {
            attempts.begin(ALICE).ended(Outcome.FAILED);
        }

        assertThat(attempts.begin(ALICE).isRefused()).isTrue();
    }

    private static SignInThrottle answering(Duration retryAfter) {
        return new Broken() {
            @Override
            public Duration admit(SignInAttempt attempt) {
                return retryAfter;
            }
        };
    }

    private static class Broken implements SignInThrottle {
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

package org.authfilter.internal.throttle;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import org.authfilter.internal.common.LogLimit;
import org.authfilter.spi.SignInAttempt;
import org.authfilter.spi.SignInThrottle;
import org.authfilter.spi.SignInThrottle.Outcome;

/** Asks the throttle of the WAR about each attempt, and the built-in one where that fails. Thread-safe. */
public final class SignInAttempts {

    private static final Logger LOG = System.getLogger("org.authfilter.throttle");

    private final SignInThrottle chosen;
    private final SignInThrottle builtIn;
    private final LogLimit log;

    /** Takes the built-in throttle twice where the WAR has none. */
    public SignInAttempts(SignInThrottle chosen, SignInThrottle builtIn, InstantSource timer) {
        this.chosen = chosen;
        this.builtIn = builtIn;
        this.log = new LogLimit(timer);
    }

    /** Asks for admission. Unless the attempt is refused, it must be {@linkplain Throttled#ended ended}. */
    public Throttled begin(SignInAttempt attempt) {
        try {
            return new Throttled(attempt, chosen, Objects.requireNonNull(chosen.admit(attempt)));
        } catch (RuntimeException failed) {
            warn(failed);
            return new Throttled(attempt, builtIn, builtIn.admit(attempt));
        }
    }

    private void warn(RuntimeException failed) {
        log.log(
                LOG,
                Level.WARNING,
                "throttle",
                "The application''s SignInThrottle failed: {0}",
                failed.getClass().getName());
    }

    /** An attempt and the decision of the throttle. */
    public final class Throttled {

        private final SignInAttempt attempt;
        private final SignInThrottle throttle;
        private final Duration retryAfter;

        private Throttled(SignInAttempt attempt, SignInThrottle throttle, Duration retryAfter) {
            this.attempt = attempt;
            this.throttle = throttle;
            this.retryAfter = retryAfter;
        }

        public SignInAttempt attempt() {
            return attempt;
        }

        /** The throttle that decided. */
        public SignInThrottle throttle() {
            return throttle;
        }

        /** Zero or negative if the attempt is admitted. */
        public Duration retryAfter() {
            return retryAfter;
        }

        public boolean isRefused() {
            return retryAfter.compareTo(Duration.ZERO) > 0;
        }

        /** Reports the outcome to the throttle. Never throws. */
        public void ended(Outcome outcome) {
            try {
                throttle.ended(attempt, outcome);
            } catch (RuntimeException failed) {
                warn(failed);
            }
        }
    }
}

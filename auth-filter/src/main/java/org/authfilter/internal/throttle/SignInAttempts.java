package org.authfilter.internal.throttle;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Objects;
import org.authfilter.spi.SignInAttempt;
import org.authfilter.spi.SignInThrottle;
import org.authfilter.spi.SignInThrottle.Outcome;

/** Has attempts judged by the WAR's throttle, and where that breaks, by the built-in one: no guesses slip through. */
public final class SignInAttempts {

    private static final Logger LOG = System.getLogger("org.authfilter.throttle");

    private final SignInThrottle chosen;
    private final SignInThrottle builtIn;

    /** The same twice where the WAR has none. */
    public SignInAttempts(SignInThrottle chosen, SignInThrottle builtIn) {
        this.chosen = chosen;
        this.builtIn = builtIn;
    }

    /** Has an attempt judged; one that is not refused must be {@linkplain Judged#ended ended}. */
    public Judged begin(SignInAttempt attempt) {
        try {
            return new Judged(attempt, chosen, Objects.requireNonNull(chosen.admit(attempt)));
        } catch (RuntimeException broken) {
            complain(broken);
            return new Judged(attempt, builtIn, builtIn.admit(attempt));
        }
    }

    /**
     * An attempt and its judge's answer.
     *
     * @param retryAfter zero if it is admitted
     */
    public record Judged(SignInAttempt attempt, SignInThrottle judge, Duration retryAfter) {

        public boolean isRefused() {
            return retryAfter.compareTo(Duration.ZERO) > 0;
        }

        /** Tells the judge. */
        public void ended(Outcome outcome) {
            try {
                judge.ended(attempt, outcome);
            } catch (RuntimeException broken) {
                complain(broken);
            }
        }
    }

    private static void complain(RuntimeException broken) {
        LOG.log(
                Level.WARNING,
                "The throttle of sign-ins does not answer: " + broken.getClass().getName());
    }
}

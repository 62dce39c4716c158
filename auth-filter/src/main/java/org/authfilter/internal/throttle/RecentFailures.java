package org.authfilter.internal.throttle;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.authfilter.spi.SignInThrottle.Outcome;

/** The failures of one login name from one address in the last minute. Its owner's lock guards it. */
final class RecentFailures {

    private static final int MOST = 5;
    private static final Duration A_MINUTE = Duration.ofMinutes(1);
    private static final Duration A_SECOND = Duration.ofSeconds(1);

    private final Deque<Instant> eldestFirst = new ArrayDeque<>();
    private int underWay;

    /** What is under way may fail as well. */
    boolean admit(Instant now) {
        boolean isAdmitted = failures(now) + underWay < MOST;
        if (isAdmitted) {
            underWay++;
        }
        return isAdmitted;
    }

    /** Whether waiting for an attempt under way can help. */
    boolean dependOnWhatIsUnderWay(Instant now) {
        return underWay > 0 && !areTooMany(now);
    }

    boolean areTooMany(Instant now) {
        return failures(now) >= MOST;
    }

    /** When to try again after having been refused. */
    Duration retryAfter(Instant now) {
        return areTooMany(now) ? Duration.between(now, eldestFirst.getFirst().plus(A_MINUTE)) : A_SECOND;
    }

    void ended(Outcome outcome, Instant now) {
        underWay = Math.max(0, underWay - 1);
        if (outcome == Outcome.SUCCEEDED) {
            eldestFirst.clear();
        } else if (outcome == Outcome.FAILED) {
            eldestFirst.add(now);
        }
    }

    boolean areForgotten(Instant now) {
        return underWay == 0 && failures(now) == 0;
    }

    private int failures(Instant now) {
        eldestFirst.removeIf(failure -> !now.isBefore(failure.plus(A_MINUTE)));
        return eldestFirst.size();
    }
}

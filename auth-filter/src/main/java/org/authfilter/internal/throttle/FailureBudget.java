package org.authfilter.internal.throttle;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.authfilter.spi.SignInThrottle.Outcome;

/**
 * How many attempts of one key may still fail within a minute, a sliding one. An attempt under way counts like a
 * failure. Not thread-safe: the lock of its owner guards it.
 */
final class FailureBudget {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final int limit;
    private final Deque<Instant> failuresOldestFirst = new ArrayDeque<>();
    private int underWay;

    FailureBudget(int limit) {
        this.limit = limit;
    }

    boolean hasRoom(Instant now) {
        return failures(now) + underWay < limit;
    }

    /** Whether the end of an attempt under way could make room. */
    boolean mayGetRoom(Instant now) {
        return underWay > 0 && !isExhausted(now);
    }

    /** Whether failures alone leave no room. */
    boolean isExhausted(Instant now) {
        return failures(now) >= limit;
    }

    /** When there may be room again. */
    Duration retryAfter(Instant now) {
        if (hasRoom(now)) {
            return Duration.ZERO;
        }
        return isExhausted(now)
                ? Duration.between(now, failuresOldestFirst.getFirst().plus(MINUTE))
                : SECOND;
    }

    void begin() {
        underWay++;
    }

    void end(Outcome outcome, Instant now) {
        underWay = Math.max(0, underWay - 1);
        if (outcome == Outcome.SUCCEEDED) {
            failuresOldestFirst.clear();
        } else if (outcome == Outcome.FAILED) {
            failuresOldestFirst.add(now);
        }
    }

    boolean isEmpty(Instant now) {
        return underWay == 0 && failures(now) == 0;
    }

    private int failures(Instant now) {
        failuresOldestFirst.removeIf(failure -> !now.isBefore(failure.plus(MINUTE)));
        return failuresOldestFirst.size();
    }
}

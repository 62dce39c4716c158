package org.authfilter.internal.issuer;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The steps after which an issuer that failed is called again: 1, 2, 4, 5, 5 … seconds, minus a random part of at most one
 * half. The step of a session counts from the sending of the call that failed, so a call that hangs until its
 * deadline delays nothing; that of the circuit breaker counts from the failure.
 *
 * @param random gives values from 0 to 1
 */
public record Backoff(DoubleSupplier random) {

    private static final List<Duration> STEPS =
            List.of(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4), Duration.ofSeconds(5));
    private static final Duration MAX_RETRY_AFTER = Duration.ofMinutes(5);

    /** The length of the step after this number of failures. */
    public Duration step(int failuresBefore) {
        Duration longest = STEPS.get(Math.min(failuresBefore, STEPS.size() - 1));
        return Duration.ofMillis(Math.round(longest.toMillis() * (1 - random.getAsDouble() / 2)));
    }

    /**
     * The time from which the issuer may be called again.
     *
     * @param failuresBefore the number of failures before this one
     * @param sentAt from when the step counts
     * @param now when it failed
     * @param retryAfter the wait that the issuer asked for, counted from {@code now}; at most five minutes count
     */
    public Instant retryAt(int failuresBefore, Instant sentAt, Instant now, @Nullable Duration retryAfter) {
        Instant retryAt = later(now, sentAt.plus(step(failuresBefore)));
        return retryAfter == null ? retryAt : later(retryAt, now.plus(atMostFiveMinutes(retryAfter)));
    }

    private static Duration atMostFiveMinutes(Duration retryAfter) {
        return retryAfter.compareTo(MAX_RETRY_AFTER) > 0 ? MAX_RETRY_AFTER : retryAfter;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }
}

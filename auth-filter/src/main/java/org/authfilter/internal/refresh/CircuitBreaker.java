package org.authfilter.internal.refresh;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The circuit breaker of one provider. It opens when a call times out. While it is open, one probe is allowed at each
 * step of the backoff; a response closes it (R4). Thread-safe.
 */
final class CircuitBreaker {

    private final Backoff backoff;
    private int steps;
    private @Nullable Instant nextProbe;

    CircuitBreaker(Backoff backoff) {
        this.backoff = backoff;
    }

    /** Whether a call may be sent now. If the breaker is open and a probe is due, the call is that probe. */
    synchronized boolean tryAcquire(Instant now) {
        if (nextProbe == null) {
            return true;
        }
        if (now.isBefore(nextProbe)) {
            return false;
        }
        scheduleProbe(now);
        return true;
    }

    /** Records that a call which was allowed has timed out. */
    synchronized void recordTimeout(Instant now) {
        if (nextProbe == null) {
            scheduleProbe(now);
        }
    }

    /** Records that the issuer has responded, whatever the status. */
    synchronized void recordResponse() {
        nextProbe = null;
        steps = 0;
    }

    /** The time until the next probe; zero if it is due or if the breaker is closed. */
    synchronized Duration untilProbe(Instant now) {
        return nextProbe == null || nextProbe.isBefore(now) ? Duration.ZERO : Duration.between(now, nextProbe);
    }

    private void scheduleProbe(Instant now) {
        nextProbe = now.plus(backoff.delay(steps, null));
        steps++;
    }
}

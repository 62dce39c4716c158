package org.authfilter.internal.refresh;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether a provider hangs. After one call has timed out nobody else waits for it; one probe is let through at each
 * step of the back-off, until a call is answered (R4).
 */
final class CircuitBreaker {

    private final Backoff backoff;
    private int steps;
    private @Nullable Instant nextProbe;

    CircuitBreaker(Backoff backoff) {
        this.backoff = backoff;
    }

    /** Whether a call may be made; if the provider is down, the caller is its probe. */
    synchronized boolean admits(Instant now) {
        if (nextProbe == null) {
            return true;
        }
        if (now.isBefore(nextProbe)) {
            return false;
        }
        deepen(now);
        return true;
    }

    /** A call that was let through has timed out. */
    synchronized void timedOut(Instant now) {
        if (nextProbe == null) {
            deepen(now);
        }
    }

    synchronized void answered() {
        nextProbe = null;
        steps = 0;
    }

    synchronized Duration untilProbe(Instant now) {
        return nextProbe == null || nextProbe.isBefore(now) ? Duration.ZERO : Duration.between(now, nextProbe);
    }

    private void deepen(Instant now) {
        nextProbe = now.plus(backoff.wait(steps, null));
        steps++;
    }
}

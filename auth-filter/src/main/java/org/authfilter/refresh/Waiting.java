package org.authfilter.refresh;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.authfilter.refresh.Flight.Landing;

/**
 * How requests wait for a flight. Everybody waits for a flight in its first half second; later only as many as
 * {@code max-waiting-requests} allows, so that a slow issuer never holds all threads of the server.
 */
final class Waiting {

    private final long patienceNanos;
    private final long deadlineNanos;
    private final Semaphore slowWaiters;

    /**
     * Limits the waiting.
     *
     * @param patience the age of a flight up to which everybody may wait for it
     * @param deadline the age at which nobody waits any more
     */
    Waiting(Duration patience, Duration deadline, int maxWaitingRequests) {
        this.patienceNanos = patience.toNanos();
        this.deadlineNanos = deadline.toNanos();
        this.slowWaiters = new Semaphore(maxWaitingRequests);
    }

    /** The places of those who wait longer; whoever waits for an issuer elsewhere takes one of them as well. */
    Semaphore places() {
        return slowWaiters;
    }

    /** What came of the flight; empty if this request may wait no longer. The flight itself goes on. */
    Optional<Landing> await(Flight flight) {
        Optional<Landing> soon = awaitBriefly(flight);
        return soon.isPresent() ? soon : awaitWithPermit(flight);
    }

    /** What came of the flight in its first half second. */
    Optional<Landing> awaitBriefly(Flight flight) {
        return awaitUntil(flight, patienceNanos);
    }

    private Optional<Landing> awaitWithPermit(Flight flight) {
        if (!slowWaiters.tryAcquire()) {
            return Optional.empty();
        }
        try {
            return awaitUntil(flight, deadlineNanos);
        } finally {
            slowWaiters.release();
        }
    }

    private static Optional<Landing> awaitUntil(Flight flight, long ageNanos) {
        try {
            long remaining = Math.max(0, ageNanos - flight.ageNanos());
            return Optional.of(flight.landing().get(remaining, TimeUnit.NANOSECONDS));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (TimeoutException tooLong) {
            return Optional.empty();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("a flight always lands", impossible);
        }
    }
}

package org.authfilter.internal.issuer;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits of a thread for a result that never completes exceptionally. */
final class ResultWaits {

    private ResultWaits() {}

    /** Returns the result; empty if it does not come in time, or if the thread is interrupted. */
    static <T> Optional<T> awaitFor(CompletableFuture<T> result, Duration atMost) {
        try {
            return Optional.of(result.get(atMost.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException timedOut) {
            return Optional.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("the call completed exceptionally", impossible);
        }
    }

    /** The same, but only with a permit; empty if there is none, or no time left. */
    static <T> Optional<T> awaitWithPermit(CompletableFuture<T> result, WaitPermits permits, Duration atMost) {
        if (!isPositive(atMost) || !permits.tryAcquire()) {
            return Optional.empty();
        }
        try {
            return awaitFor(result, atMost);
        } finally {
            permits.release();
        }
    }

    static boolean isPositive(Duration duration) {
        return !duration.isZero() && !duration.isNegative();
    }
}

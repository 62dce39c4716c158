package org.authfilter.internal.refresh;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Permits for requests that wait for a call to an issuer ({@code max-waiting-requests}). A request waits for a young
 * call without a permit; for an older call it needs one, so a slow issuer never occupies all threads of the server (R4).
 * Thread-safe.
 */
public final class WaitPermits {

    private final Duration patience;
    private final int size;
    private final Semaphore permits;
    private final @Nullable WaitPermits parent;

    /**
     * Limits how many requests wait.
     *
     * @param patience the age of a call from which a request needs a permit to wait for it
     * @param size the number of permits
     */
    public WaitPermits(Duration patience, int size) {
        this(patience, size, null);
    }

    private WaitPermits(Duration patience, int size, @Nullable WaitPermits parent) {
        this.patience = patience;
        this.size = size;
        this.permits = new Semaphore(size);
        this.parent = parent;
    }

    /** Half of these permits, rounded up: a permit of the half is taken from the whole as well. */
    public WaitPermits half() {
        return new WaitPermits(patience, (size + 1) / 2, this);
    }

    /**
     * Waits for a call; empty if there is no permit, at the deadline, or if the thread was interrupted. The call goes on.
     *
     * @param call one that never completes exceptionally
     * @param age the time since it began
     * @param deadline the age from which no request waits for it
     */
    public <T> Optional<T> await(CompletableFuture<T> call, Duration age, Duration deadline) {
        Optional<T> early = awaitBriefly(call, age);
        return early.isPresent() ? early : awaitWithPermit(call, deadline.minus(max(age, patience)));
    }

    /** Waits without a permit, so only while the call is young. */
    <T> Optional<T> awaitBriefly(CompletableFuture<T> call, Duration age) {
        return awaitFor(call, max(patience.minus(age), Duration.ZERO));
    }

    private <T> Optional<T> awaitWithPermit(CompletableFuture<T> call, Duration timeout) {
        if (!tryAcquire()) {
            return Optional.empty();
        }
        try {
            return awaitFor(call, timeout);
        } finally {
            release();
        }
    }

    private static <T> Optional<T> awaitFor(CompletableFuture<T> call, Duration timeout) {
        try {
            return Optional.of(call.get(timeout.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException timedOut) {
            return Optional.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("the call completed exceptionally", impossible);
        }
    }

    private boolean tryAcquire() {
        if (!permits.tryAcquire()) {
            return false;
        }
        if (parent == null || parent.tryAcquire()) {
            return true;
        }
        permits.release();
        return false;
    }

    private void release() {
        if (parent != null) {
            parent.release();
        }
        permits.release();
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }
}

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
 * How requests wait for calls to issuers. Everybody waits for a call that is young; for an older one only who finds one
 * of the places of {@code max-waiting-requests}, so that a slow issuer never holds all threads of the server.
 * Thread-safe.
 */
public final class WaitPermits {

    private final Duration patience;
    private final int number;
    private final Semaphore free;
    private final @Nullable WaitPermits whole;

    /**
     * Limits the waiting.
     *
     * @param patience the age of a call up to which everybody waits for it
     */
    public WaitPermits(Duration patience, int number) {
        this(patience, number, null);
    }

    private WaitPermits(Duration patience, int number, @Nullable WaitPermits whole) {
        this.patience = patience;
        this.number = number;
        this.free = new Semaphore(number);
        this.whole = whole;
    }

    /** Half of these places, rounded up: who takes one of them takes one of these as well. */
    public WaitPermits half() {
        return new WaitPermits(patience, (number + 1) / 2, this);
    }

    /**
     * What came of the call; empty if this request may wait no longer, or was interrupted. The call itself goes on.
     *
     * @param call one that ends well
     * @param age how long ago it began
     * @param deadline the age at which nobody waits any more
     */
    public <T> Optional<T> await(CompletableFuture<T> call, Duration age, Duration deadline) {
        Optional<T> soon = awaitBriefly(call, age);
        return soon.isPresent() ? soon : awaitInPlace(call, deadline.minus(longer(age, patience)));
    }

    /** What came of the call while it was young. */
    <T> Optional<T> awaitBriefly(CompletableFuture<T> call, Duration age) {
        return awaitFor(call, longer(patience.minus(age), Duration.ZERO));
    }

    private <T> Optional<T> awaitInPlace(CompletableFuture<T> call, Duration atMost) {
        if (!take()) {
            return Optional.empty();
        }
        try {
            return awaitFor(call, atMost);
        } finally {
            giveBack();
        }
    }

    private static <T> Optional<T> awaitFor(CompletableFuture<T> call, Duration atMost) {
        try {
            return Optional.of(call.get(atMost.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException tooLong) {
            return Optional.empty();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("a call that is waited for ends well", impossible);
        }
    }

    private boolean take() {
        if (!free.tryAcquire()) {
            return false;
        }
        if (whole == null || whole.take()) {
            return true;
        }
        free.release();
        return false;
    }

    private void giveBack() {
        if (whole != null) {
            whole.giveBack();
        }
        free.release();
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }
}

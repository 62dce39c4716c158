package org.authfilter.endpoint;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.authfilter.provider.TokenResult.Unavailable;

/**
 * Waits for providers' answers on the threads of requests. Everybody waits half a second; later only who finds one of
 * the places of {@code max-waiting-requests}, so that a provider that hangs never holds all threads of the server. At
 * most half of the places are for sign-ins and their like: whoever is not signed in takes none away from renewals.
 * Thread-safe.
 */
public final class Awaiting {

    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final Duration patience;
    private final Semaphore places;
    private final Semaphore ours;

    /**
     * Limits the waiting.
     *
     * @param places the places for all that wait longer, renewals included; none is taken yet
     */
    public Awaiting(Semaphore places) {
        this(PATIENCE, places);
    }

    Awaiting(Duration patience, Semaphore places) {
        this.patience = patience;
        this.places = places;
        this.ours = new Semaphore((places.availablePermits() + 1) / 2);
    }

    /** The answer, or what {@code otherwise} makes of there being none; one that comes late is of no use. */
    <T> T answer(CompletableFuture<T> call, Duration atMost, Function<Unavailable, T> otherwise) {
        return answer(call, atMost, otherwise, late -> {});
    }

    /**
     * The answer, or what {@code otherwise} makes of there being none.
     *
     * @param atMost calls end by their own deadlines; this bounds several in a row, and a thread that is slow to tell
     * @param late gets an answer that nobody has waited for, mostly on another thread
     */
    <T> T answer(CompletableFuture<T> call, Duration atMost, Function<Unavailable, T> otherwise, Consumer<T> late) {
        return answerInTime(settled(call, otherwise), atMost, late).orElseGet(() -> otherwise.apply(tooLate()));
    }

    /** The same call, which ends well in any case. */
    static <T> CompletableFuture<T> settled(CompletableFuture<T> call, Function<Unavailable, T> otherwise) {
        return call.exceptionally(failed -> otherwise.apply(
                unavailable("the call did not end well: " + failed.getClass().getSimpleName())));
    }

    /** What an answer that comes late counts as. */
    static Unavailable tooLate() {
        return unavailable("its answer takes too long, or too many requests wait already (max-waiting-requests)");
    }

    private static Unavailable unavailable(String reason) {
        return new Unavailable(reason, true, false, null);
    }

    /**
     * The answer; empty if this request may wait no longer.
     *
     * @param call one that ends well
     * @param late gets the answer instead then, exactly once
     */
    <T> Optional<T> answerInTime(CompletableFuture<T> call, Duration atMost, Consumer<T> late) {
        Optional<T> answer = await(call, atMost);
        if (answer.isEmpty()) {
            var unused = call.thenAccept(late);
        }
        return answer;
    }

    private <T> Optional<T> await(CompletableFuture<T> call, Duration atMost) {
        try {
            Optional<T> soon = awaitFor(call, patience);
            return soon.isPresent() ? soon : awaitInAPlace(call, atMost.minus(patience));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private <T> Optional<T> awaitInAPlace(CompletableFuture<T> call, Duration atMost) throws InterruptedException {
        if (!ours.tryAcquire()) {
            return Optional.empty();
        }
        try {
            return awaitInAPlaceOfAll(call, atMost);
        } finally {
            ours.release();
        }
    }

    private <T> Optional<T> awaitInAPlaceOfAll(CompletableFuture<T> call, Duration atMost) throws InterruptedException {
        if (!places.tryAcquire()) {
            return Optional.empty();
        }
        try {
            return awaitFor(call, atMost);
        } finally {
            places.release();
        }
    }

    private static <T> Optional<T> awaitFor(CompletableFuture<T> call, Duration atMost) throws InterruptedException {
        try {
            return Optional.of(call.get(atMost.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException tooLong) {
            return Optional.empty();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("a call that is waited for ends well", impossible);
        }
    }
}

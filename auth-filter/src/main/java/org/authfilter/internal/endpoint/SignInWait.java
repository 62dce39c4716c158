package org.authfilter.internal.endpoint;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.authfilter.internal.provider.TokenResult.Unavailable;
import org.authfilter.internal.refresh.WaitPermits;

/**
 * Waits for providers' answers on the threads of requests. At most half of the places are for sign-ins and their like:
 * whoever is not signed in takes none away from refreshes. Thread-safe.
 */
public final class SignInWait {

    private final WaitPermits places;

    /**
     * Limits the waiting.
     *
     * @param all the places for whatever requests wait for, refreshes included
     */
    public SignInWait(WaitPermits all) {
        this.places = all.half();
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
        return Unavailable.maybeProcessed(reason);
    }

    /**
     * The answer; empty if this request may wait no longer.
     *
     * @param call one that ends well
     * @param late gets the answer instead then, exactly once
     */
    <T> Optional<T> answerInTime(CompletableFuture<T> call, Duration atMost, Consumer<T> late) {
        Optional<T> answer = places.await(call, Duration.ZERO, atMost);
        if (answer.isEmpty()) {
            var unused = call.thenAccept(late);
        }
        return answer;
    }
}

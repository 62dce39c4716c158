package org.authfilter.internal.endpoint;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.authfilter.internal.provider.TokenResult.Unavailable;
import org.authfilter.internal.refresh.WaitPermits;

/**
 * Waits for calls to providers on the thread of a request. Sign-ins and sign-outs get at most half of the permits, so
 * that requests without a session do not block refreshes. Thread-safe.
 */
final class SignInWait {

    private final WaitPermits permits;

    /**
     * Limits the waiting.
     *
     * @param all the permits for all requests that wait, refreshes included
     */
    SignInWait(WaitPermits all) {
        this.permits = all.half();
    }

    /** The result of the call, or of {@code otherwise} if the request may not wait that long; a late result is dropped. */
    <T> T result(CompletableFuture<T> call, Duration atMost, Function<Unavailable, T> otherwise) {
        return result(call, atMost, otherwise, late -> {});
    }

    /**
     * The result of the call, or of {@code otherwise} if the request may not wait that long.
     *
     * @param atMost limits several calls in a row; each of them has its own deadline
     * @param late receives a result that comes after this method has returned, mostly on another thread
     */
    <T> T result(CompletableFuture<T> call, Duration atMost, Function<Unavailable, T> otherwise, Consumer<T> late) {
        return resultInTime(settled(call, otherwise), atMost, late).orElseGet(() -> otherwise.apply(tooLate()));
    }

    /** The same call; where it completes exceptionally, the result of {@code otherwise}. */
    static <T> CompletableFuture<T> settled(CompletableFuture<T> call, Function<Unavailable, T> otherwise) {
        return call.exceptionally(failed -> otherwise.apply(
                unavailable("the call failed: " + failed.getClass().getSimpleName())));
    }

    /** The failure of a request that may not wait any longer. */
    static Unavailable tooLate() {
        return unavailable("the response takes too long, or too many requests wait already (max-waiting-requests)");
    }

    private static Unavailable unavailable(String reason) {
        return Unavailable.maybeProcessed(reason);
    }

    /**
     * The result of the call; empty if the request may not wait that long.
     *
     * @param call must not complete exceptionally
     * @param late receives the result instead, exactly once
     */
    <T> Optional<T> resultInTime(CompletableFuture<T> call, Duration atMost, Consumer<T> late) {
        Optional<T> result = permits.await(call, Duration.ZERO, atMost);
        if (result.isEmpty()) {
            var unused = call.thenAccept(late);
        }
        return result;
    }
}

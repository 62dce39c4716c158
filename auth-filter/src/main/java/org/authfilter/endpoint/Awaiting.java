package org.authfilter.endpoint;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.authfilter.provider.TokenResult.Unavailable;

/** Waits for a provider's answer on the thread of a request. */
final class Awaiting {

    private Awaiting() {}

    /**
     * The answer, or what {@code otherwise} makes of there being none.
     *
     * @param atMost calls end by their own deadlines; this bounds several in a row, and a thread that is slow to tell
     */
    static <T> T answer(CompletableFuture<T> call, Duration atMost, Function<Unavailable, T> otherwise) {
        return answer(call, atMost, otherwise, late -> {});
    }

    /**
     * The same.
     *
     * @param late gets an answer that nobody has waited for
     */
    static <T> T answer(
            CompletableFuture<T> call, Duration atMost, Function<Unavailable, T> otherwise, Consumer<T> late) {
        try {
            return call.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return otherwise.apply(new Unavailable("the request was interrupted", true, false, null));
        } catch (ExecutionException | TimeoutException failed) {
            var unused = call.thenAccept(late);
            return otherwise.apply(new Unavailable(
                    "the call did not end well: " + failed.getClass().getSimpleName(), true, false, null));
        }
    }
}

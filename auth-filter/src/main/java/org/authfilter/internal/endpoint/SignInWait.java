package org.authfilter.internal.endpoint;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.authfilter.internal.issuer.IssuerCall;
import org.authfilter.internal.issuer.IssuerCalls;
import org.authfilter.internal.issuer.Issuers;
import org.authfilter.internal.provider.TokenResult.Unavailable;

/**
 * Waits for calls to issuers on the thread of a request that signs in or out. Such requests get at most half of the
 * permits, so that requests without a session do not block refreshes. Thread-safe.
 */
final class SignInWait {

    private final Issuers issuers;

    SignInWait(Issuers issuers) {
        this.issuers = issuers;
    }

    /**
     * Sends the call of a sign-in through the circuit breaker of its provider (R4), and waits for the result.
     *
     * @param atMost limits several calls in a row; each of them has its own deadline
     * @param late receives the result instead, exactly once; also that of a call that was not sent
     * @return empty if the request may not wait that long
     */
    <T> Optional<T> signIn(String provider, IssuerCall<T> call, Duration atMost, Consumer<T> late) {
        IssuerCalls issuer = issuers.of(provider);
        Optional<T> result = issuer.submitAndAwait(call, issuers.permitsOfSignIns(), atMost);
        if (result.isEmpty()) {
            issuer.withdraw(call);
            var unused = call.result().thenAccept(late);
        }
        return result;
    }

    /**
     * The result of a call that passes no circuit breaker, or of {@code otherwise} if the request may not wait that long;
     * a late result is dropped.
     *
     * @param atMost limits several calls in a row; each of them has its own deadline
     */
    <T> T result(String provider, CompletableFuture<T> call, Duration atMost, Function<Unavailable, T> otherwise) {
        CompletableFuture<T> settled = call.exceptionally(failed -> otherwise.apply(Unavailable.maybeProcessed(
                "unexpected error: " + failed.getClass().getSimpleName())));
        return issuers.of(provider)
                .await(settled, issuers.permitsOfSignIns(), atMost)
                .orElseGet(() -> otherwise.apply(IssuerCalls.tooSlow()));
    }
}

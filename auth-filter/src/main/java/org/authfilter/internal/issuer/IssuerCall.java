package org.authfilter.internal.issuer;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.authfilter.internal.provider.TokenResult.Failure;
import org.authfilter.internal.provider.TokenResult.Unavailable;
import org.jspecify.annotations.Nullable;

/** One call to an issuer, which {@link IssuerCalls} sends at most once. Thread-safe. */
public final class IssuerCall<T> implements CallProgress {

    private final @Nullable String session;
    private final Supplier<CompletableFuture<T>> send;
    private final Function<T, @Nullable Failure> failure;
    private final Function<Unavailable, T> otherwise;
    private final CompletableFuture<T> result = new CompletableFuture<>();
    private volatile @Nullable Queued queued;
    private volatile @Nullable Instant sentAt;

    /** @param rounds how many times all places for calls have to become free until it is sent */
    private record Queued(Instant since, int rounds) {}

    /**
     * Sends nothing yet.
     *
     * @param session whose call it is: the errors of one session alone do not open the breaker; {@code null} for a sign-in
     * @param send sends the call
     * @param failure the failure in a result; {@code null}: the call succeeded
     * @param otherwise the result of a call that was not sent, or that completed exceptionally
     */
    public IssuerCall(
            @Nullable String session,
            Supplier<CompletableFuture<T>> send,
            Function<T, @Nullable Failure> failure,
            Function<Unavailable, T> otherwise) {
        this.session = session;
        this.send = send;
        this.failure = failure;
        this.otherwise = otherwise;
    }

    /** The result, also of a call that was refused or withdrawn. Never completes exceptionally. */
    public CompletableFuture<T> result() {
        return result;
    }

    @Override
    public @Nullable Instant sentAt() {
        return sentAt;
    }

    @Override
    public @Nullable Instant expectedAt(Duration responseTime) {
        Queued waiting = queued;
        return sentAt != null || waiting == null
                ? null
                : waiting.since().plus(responseTime.multipliedBy(waiting.rounds() + 1L));
    }

    void markQueued(Instant now, int rounds) {
        queued = new Queued(now, rounds);
    }

    @Nullable
    String session() {
        return session;
    }

    void markSent(Instant now) {
        sentAt = now;
    }

    /** Sends the call without a circuit breaker. Never completes exceptionally. */
    public CompletableFuture<T> send() {
        try {
            return send.get().exceptionally(this::unexpected);
        } catch (RuntimeException | Error notSent) {
            return CompletableFuture.completedFuture(unexpected(notSent));
        }
    }

    private T unexpected(Throwable failed) {
        return otherwise.apply(Unavailable.maybeProcessed(
                "unexpected error: " + failed.getClass().getSimpleName()));
    }

    @Nullable
    Failure failure(T ended) {
        return failure.apply(ended);
    }

    void complete(T ended) {
        result.complete(ended);
    }

    /** Completes a call that is never sent. */
    void refuse(Unavailable reason) {
        result.complete(otherwise.apply(reason));
    }
}

package org.authfilter.internal.refresh;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.authfilter.internal.issuer.Backoff;
import org.authfilter.internal.issuer.CallProgress;
import org.authfilter.internal.provider.TokenResult;
import org.authfilter.internal.provider.TokenResult.Granted;
import org.authfilter.internal.provider.TokenResult.Rejected;
import org.authfilter.internal.provider.TokenResult.Transient;
import org.authfilter.internal.provider.TokenResult.Unavailable;
import org.authfilter.internal.token.TokenSet;
import org.jspecify.annotations.Nullable;

/**
 * One refresh of one token set: the token set is presented once, and the result is kept here. The refresh is a task of
 * its own: a request that stops waiting does not end it (R4). Thread-safe.
 */
final class PendingRefresh {

    /**
     * A new token set that no request on this node has stored is kept at most this long, if no other node knows it; the end
     * of its session removes it, too.
     */
    private static final Duration MAX_UNSTORED = Duration.ofDays(30);

    private final TokenSet sent;
    private final int failuresBefore;
    private final boolean isChain;
    private final CompletableFuture<Completion> completion = new CompletableFuture<>();
    private final AtomicBoolean isReported = new AtomicBoolean();
    private volatile CallProgress call = () -> null;
    private volatile SharedProgress shared = SharedProgress.NONE;
    private volatile @Nullable Instant newSetExpiresAt;
    private volatile @Nullable Instant storedAt;

    /**
     * The end of a refresh.
     *
     * @param result {@code null}: nothing was sent
     * @param retryAt the time from which the same token set may be presented again, if it may be at all
     */
    record Completion(@Nullable TokenResult result, Instant at, Instant retryAt) {

        /** Whether nothing was sent because the circuit breaker is open. */
        boolean isRefused() {
            return result == null && retryAt.isAfter(at);
        }
    }

    PendingRefresh(TokenSet sent, int failuresBefore) {
        this(sent, failuresBefore, false);
    }

    private PendingRefresh(TokenSet sent, int failuresBefore, boolean isChain) {
        this.sent = sent;
        this.failuresBefore = failuresBefore;
        this.isChain = isChain;
    }

    /** This refresh and {@code next}, which has presented its result, as one: only the ends of the chain are kept. */
    PendingRefresh followedBy(PendingRefresh next) {
        PendingRefresh chain = new PendingRefresh(sent, 0, true);
        chain.newSetExpiresAt = next.newSetExpiresAt;
        chain.shared = shared.isResultInStore() ? next.shared : SharedProgress.NONE;
        chain.completion.complete(next.completion.join());
        return chain;
    }

    /** Whether this token set was presented: the one that was sent, or one between the ends of a chain (R6). */
    boolean hasPresented(TokenSet tokens) {
        TokenSet last = isChain ? unstored() : null;
        return sent.isSameAs(tokens)
                || (last != null
                        && !tokens.obtainedAt().isBefore(sent.obtainedAt())
                        && tokens.obtainedAt().isBefore(last.obtainedAt()));
    }

    /** The new token set, if no request has stored it yet. */
    @Nullable
    TokenSet unstored() {
        Completion completed = completion.getNow(null);
        return completed != null && completed.result() instanceof Granted granted && storedAt == null
                ? granted.tokens()
                : null;
    }

    /** Whether the new token set is not stored, and no late request with the old one is expected any more. */
    boolean isOutOfRetention(Instant now, Duration retention) {
        Completion completed = completion.getNow(null);
        return completed != null
                && unstored() != null
                && !now.isBefore(completed.at().plus(retention));
    }

    TokenSet sent() {
        return sent;
    }

    /** The number of refreshes of the same token set that failed before this one. */
    int failuresBefore() {
        return failuresBefore;
    }

    /** From now on {@code progress} tells how far the call of this refresh is. */
    void calledBy(CallProgress progress) {
        call = progress;
    }

    CallProgress call() {
        return call;
    }

    /** From now on {@code progress} tells what other nodes know of this refresh. */
    void sharedBy(SharedProgress progress) {
        shared = progress;
    }

    SharedProgress shared() {
        return shared;
    }

    /** When the refresh was sent; {@code null}: not yet, or not at all. */
    @Nullable
    Instant sentAt() {
        return call.sentAt();
    }

    CompletableFuture<Completion> completion() {
        return completion;
    }

    /** Ends the refresh before anything was sent. */
    void abandon(Instant now) {
        completion.complete(new Completion(null, now, now));
    }

    /** Ends the refresh because the circuit breaker refused it. */
    void refuse(Instant now, Duration untilProbe) {
        completion.complete(new Completion(null, now, now.plus(untilProbe)));
    }

    /**
     * Ends the refresh with a result.
     *
     * @param now by a clock that is never set back
     * @param date by the clock of the tokens' expiry
     */
    void complete(TokenResult result, Instant now, Instant date, Backoff backoff) {
        Instant expiry = result instanceof Granted granted ? granted.tokens().usableUntil() : null;
        newSetExpiresAt = expiry == null ? null : now.plus(Duration.between(date, expiry));
        completion.complete(new Completion(result, now, retryAt(result, now, date, backoff)));
    }

    private Instant retryAt(TokenResult result, Instant now, Instant date, Backoff backoff) {
        if (!(result instanceof Transient failure)) {
            return now;
        }
        Duration retryAfter = result instanceof Unavailable unavailable ? unavailable.retryAfter() : null;
        Instant sentThen = sentAt();
        Instant retryAt = backoff.retryAt(failuresBefore, sentThen == null ? now : sentThen, now, retryAfter);
        Instant expiry = sent.usableUntil();
        if (!failure.mayBeProcessed() || expiry == null) {
            return retryAt;
        }
        Instant expired = now.plus(Duration.between(date, expiry));
        return expired.isAfter(retryAt) ? expired : retryAt;
    }

    /** Returns {@code true} at the first call only: that caller reports the result of this refresh. */
    boolean claimReport() {
        return isReported.compareAndSet(false, true);
    }

    /** Records that the new token set was stored in the session. Only the first call counts. */
    void markStored(Instant now) {
        if (storedAt == null) {
            storedAt = now;
        }
    }

    boolean isStored() {
        return storedAt != null;
    }

    /** Whether the retention is over: no late request with the old token set is expected any more (R6). */
    boolean isRemovable(Instant now, Duration retention) {
        Completion completed = completion.getNow(null);
        if (completed == null) {
            return false;
        }
        if (completed.result() instanceof Granted) {
            Instant stored = storedAt;
            return !now.isBefore(stored == null ? keptUnstoredUntil(completed, retention) : stored.plus(retention));
        }
        if (completed.result() instanceof Rejected) {
            return !now.isBefore(completed.at().plus(retention));
        }
        return !now.isBefore(completed.retryAt().plus(retention));
    }

    /** A request on another node may have stored the token set. If none has, each node finds it in the shared store. */
    private Instant keptUnstoredUntil(Completion completed, Duration retention) {
        Instant expiry = newSetExpiresAt;
        if (expiry == null || !shared.isResultInStore()) {
            return completed.at().plus(MAX_UNSTORED);
        }
        Instant retained = completed.at().plus(retention);
        return expiry.isAfter(retained) ? expiry : retained;
    }
}

package org.authfilter.internal.refresh;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.authfilter.internal.provider.TokenResult;
import org.authfilter.internal.provider.TokenResult.Granted;
import org.authfilter.internal.provider.TokenResult.Rejected;
import org.authfilter.internal.provider.TokenResult.Transient;
import org.authfilter.internal.provider.TokenResult.Unavailable;
import org.authfilter.internal.token.TokenSet;
import org.jspecify.annotations.Nullable;

/**
 * One refresh of one session: a token set that is presented once, and what came of it. It is a task of its own, so a
 * caller that gives up does not end it (R4).
 */
final class PendingRefresh {

    /** An answer that nobody came for is kept no longer than this. */
    private static final Duration LONGEST_UNCLAIMED = Duration.ofDays(1);

    private final TokenSet sent;
    private final int attempt;
    private final long launchedNanos = System.nanoTime();
    private final CompletableFuture<Completion> completion = new CompletableFuture<>();
    private final AtomicBoolean reported = new AtomicBoolean();
    private volatile @Nullable Instant storedAt;

    /**
     * How a refresh ended.
     *
     * @param result {@code null}: it was given up before the issuer was called
     * @param again when the same token set may be presented again, where that is allowed at all
     */
    record Completion(@Nullable TokenResult result, Instant at, Instant again) {}

    PendingRefresh(TokenSet sent, int attempt) {
        this.sent = sent;
        this.attempt = attempt;
    }

    TokenSet sent() {
        return sent;
    }

    /** How many refreshes with the same token set failed before this one. */
    int attempt() {
        return attempt;
    }

    Duration age() {
        return Duration.ofNanos(System.nanoTime() - launchedNanos);
    }

    CompletableFuture<Completion> completion() {
        return completion;
    }

    /** Ends the refresh before the issuer was called: nothing has happened. */
    void abandon(Instant now) {
        completion.complete(new Completion(null, now, now));
    }

    void complete(TokenResult result, Instant now, Backoff backoff) {
        completion.complete(new Completion(result, now, again(result, now, backoff)));
    }

    private Instant again(TokenResult result, Instant now, Backoff backoff) {
        if (!(result instanceof Transient postponed)) {
            return now;
        }
        Duration asked = result instanceof Unavailable unavailable ? unavailable.retryAfter() : null;
        Instant again = now.plus(backoff.wait(attempt, asked));
        Instant runsOut = sent.usableUntil();
        return postponed.mayBeProcessed() && runsOut != null && runsOut.isAfter(again) ? runsOut : again;
    }

    /** Whether this is the first call: the caller then tells the world what came of the refresh. */
    boolean firstToReport() {
        return reported.compareAndSet(false, true);
    }

    /** Takes note that this refresh's answer has come into the session; only the first time counts. */
    void stored(Instant now) {
        if (storedAt == null) {
            storedAt = now;
        }
    }

    boolean isStored() {
        return storedAt != null;
    }

    /** Whether a late caller with the token set that was sent can't be expected any more (R6). */
    boolean isForgettable(Instant now, Duration retention) {
        Completion completed = completion.getNow(null);
        if (completed == null) {
            return false;
        }
        if (completed.result() instanceof Granted) {
            Instant claimed = storedAt;
            return claimed == null
                    ? !now.isBefore(completed.at().plus(LONGEST_UNCLAIMED))
                    : !now.isBefore(claimed.plus(retention));
        }
        if (completed.result() instanceof Rejected) {
            return !now.isBefore(completed.at().plus(retention));
        }
        return !now.isBefore(completed.again().plus(retention));
    }
}

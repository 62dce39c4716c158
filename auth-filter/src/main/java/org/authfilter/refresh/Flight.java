package org.authfilter.refresh;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.authfilter.provider.TokenResult;
import org.authfilter.provider.TokenResult.Granted;
import org.authfilter.provider.TokenResult.Postponed;
import org.authfilter.provider.TokenResult.Rejected;
import org.authfilter.provider.TokenResult.Unavailable;
import org.authfilter.token.TokenSet;
import org.jspecify.annotations.Nullable;

/**
 * One renewal of one session: a token set that is presented once, and what came of it. It is a task of its own, so a
 * caller that gives up does not end it (R4).
 */
final class Flight {

    /** An answer that nobody came for is kept no longer than this. */
    private static final Duration LONGEST_UNCLAIMED = Duration.ofDays(1);

    private final TokenSet sent;
    private final int attempt;
    private final long launchedNanos = System.nanoTime();
    private final CompletableFuture<Landing> landing = new CompletableFuture<>();
    private final AtomicBoolean reported = new AtomicBoolean();
    private volatile @Nullable Instant storedAt;

    /**
     * How a flight ended.
     *
     * @param result {@code null}: it was given up before the issuer was called
     * @param again when the same token set may be presented again, where that is allowed at all
     */
    record Landing(@Nullable TokenResult result, Instant at, Instant again) {}

    Flight(TokenSet sent, int attempt) {
        this.sent = sent;
        this.attempt = attempt;
    }

    TokenSet sent() {
        return sent;
    }

    /** How many flights with the same token set failed before this one. */
    int attempt() {
        return attempt;
    }

    Duration age() {
        return Duration.ofNanos(System.nanoTime() - launchedNanos);
    }

    CompletableFuture<Landing> landing() {
        return landing;
    }

    /** Ends the flight before the issuer was called: nothing has happened. */
    void abandon(Instant now) {
        landing.complete(new Landing(null, now, now));
    }

    void land(TokenResult result, Instant now, BackOff backOff) {
        landing.complete(new Landing(result, now, again(result, now, backOff)));
    }

    private Instant again(TokenResult result, Instant now, BackOff backOff) {
        if (!(result instanceof Postponed postponed)) {
            return now;
        }
        Duration asked = result instanceof Unavailable unavailable ? unavailable.retryAfter() : null;
        Instant again = now.plus(backOff.wait(attempt, asked));
        Instant runsOut = sent.usableUntil();
        return postponed.perhapsProcessed() && runsOut != null && runsOut.isAfter(again) ? runsOut : again;
    }

    /** Whether this is the first call: the caller then tells the world what came of the flight. */
    boolean firstToReport() {
        return reported.compareAndSet(false, true);
    }

    /** Takes note that this flight's answer has come into the session; only the first time counts. */
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
        Landing landed = landing.getNow(null);
        if (landed == null) {
            return false;
        }
        if (landed.result() instanceof Granted) {
            Instant claimed = storedAt;
            return claimed == null
                    ? !now.isBefore(landed.at().plus(LONGEST_UNCLAIMED))
                    : !now.isBefore(claimed.plus(retention));
        }
        if (landed.result() instanceof Rejected) {
            return !now.isBefore(landed.at().plus(retention));
        }
        return !now.isBefore(landed.again().plus(retention));
    }
}

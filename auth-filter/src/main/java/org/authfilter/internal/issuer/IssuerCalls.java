package org.authfilter.internal.issuer;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.authfilter.internal.issuer.CircuitBreaker.Call;
import org.authfilter.internal.issuer.CircuitBreaker.Decision;
import org.authfilter.internal.provider.TokenResult.Failure;
import org.authfilter.internal.provider.TokenResult.Unavailable;
import org.jspecify.annotations.Nullable;

/**
 * The calls to the issuer of one provider. Each call passes the circuit breaker; at most 16 are under way at the same time,
 * the others wait in a queue (R4). Thread-safe.
 */
public final class IssuerCalls {

    private static final int MAX_CALLS = 16;
    private static final Duration INITIAL_PATIENCE = Duration.ofSeconds(2);
    private static final Duration LEAST_PATIENCE = Duration.ofMillis(500);

    /** If a probe is due, but too many calls are under way. */
    private static final Duration SHORT_RETRY_AFTER = Duration.ofSeconds(1);

    private final CircuitBreaker breaker;
    private final Queue<IssuerCall<?>> queue = new ArrayDeque<>();
    private final InstantSource timer;

    /**
     * For a provider that was not called yet.
     *
     * @param deadline of one call: the longest patience
     * @param timer one that is never set back
     */
    public IssuerCalls(Backoff backoff, Duration deadline, InstantSource timer) {
        this.breaker =
                new CircuitBreaker(backoff, new ResponseTimes(INITIAL_PATIENCE, LEAST_PATIENCE, deadline), MAX_CALLS);
        this.timer = timer;
    }

    /** Sends the call now, or when a call that is under way has succeeded, or refuses it while the breaker is open. */
    public void submit(IssuerCall<?> call) {
        synchronized (this) {
            call.markQueued(timer.instant(), breaker.roundsBehind(queue.size()));
            queue.add(call);
        }
        advance();
    }

    /** Takes a call back that was not sent yet: it will not be sent. Does nothing if it was sent or refused. */
    public void withdraw(IssuerCall<?> call) {
        boolean isSent;
        synchronized (this) {
            queue.remove(call);
            isSent = call.sentAt() != null;
        }
        if (!isSent) {
            call.refuse(tooSlow());
        }
    }

    /** The failure of a request that waits no longer for a call. */
    public static Unavailable tooSlow() {
        return Unavailable.maybeProcessed(
                "the response takes too long, or too many requests wait already (max-waiting-requests)");
    }

    /** Sends or refuses all calls of the queue that need not wait. */
    private void advance() {
        for (Runnable next = next(); next != null; next = next()) {
            next.run();
        }
    }

    private synchronized @Nullable Runnable next() {
        Instant now = timer.instant();
        if (queue.isEmpty()) {
            return null;
        }
        Decision decision = breaker.decide(now);
        if (decision == Decision.WAIT) {
            return null;
        }
        IssuerCall<?> call = queue.remove();
        return decision == Decision.SEND ? sending(call, now) : refusing(call, breaker.untilProbe(now));
    }

    private <T> Runnable sending(IssuerCall<T> call, Instant now) {
        Call sent = breaker.sent(call.session(), now);
        call.markSent(now);
        return () -> {
            CompletableFuture<T> response = call.send();
            if (response.isDone()) {
                endAtOnce(call, sent, response.join());
            } else {
                var unused = response.thenAccept(result -> {
                    end(call, sent, result);
                    advance();
                });
            }
        };
    }

    private static Runnable refusing(IssuerCall<?> call, Duration untilProbe) {
        Unavailable open = Unavailable.notProcessed("the circuit breaker is open after failed calls");
        return () -> call.refuse(open.withRetryAfter(untilProbe.isZero() ? SHORT_RETRY_AFTER : untilProbe));
    }

    /** A request that was rejected on this side tells nothing about the issuer: strangers must not use up the probes. */
    private <T> void endAtOnce(IssuerCall<T> call, Call sent, T result) {
        Failure failure = call.failure(result);
        if (failure == null || failure instanceof Unavailable) {
            end(call, sent, result);
        } else {
            synchronized (this) {
                breaker.notSent(sent, timer.instant());
            }
            call.complete(result);
        }
    }

    private <T> void end(IssuerCall<T> call, Call sent, T result) {
        Failure failure = call.failure(result);
        synchronized (this) {
            if (failure instanceof Unavailable unavailable) {
                breaker.failed(sent, unavailable, timer.instant());
            } else {
                breaker.succeeded(sent, timer.instant());
            }
        }
        call.complete(result);
    }

    /**
     * Submits a call and waits for its result. While the issuer is slow, the call is not even sent without a permit.
     *
     * @return empty as in {@link #await}; the call may be under way then, or in the queue
     */
    public <T> Optional<T> submitAndAwait(IssuerCall<T> call, WaitPermits permits, Duration atMost) {
        if (!isSlow()) {
            submit(call);
            return await(call.result(), call, permits, atMost);
        }
        if (!permits.tryAcquire()) {
            return Optional.empty();
        }
        try {
            submit(call);
            return ResultWaits.awaitFor(call.result(), atMost);
        } finally {
            permits.release();
        }
    }

    private synchronized boolean isSlow() {
        return breaker.isSlow(timer.instant());
    }

    /** Waits for a call that passes no circuit breaker, and that is sent now; otherwise as the other method. */
    public <T> Optional<T> await(CompletableFuture<T> result, WaitPermits permits, Duration atMost) {
        Instant now = timer.instant();
        return await(result, () -> now, permits, atMost);
    }

    /**
     * Waits for a result of this issuer: without a permit until a call is slow, then with one. Does not wait for a call that
     * is behind so many others that its response can't come in time.
     *
     * @param result one that never completes exceptionally
     * @param call that it is the result of
     * @param permits for the requests that wait for a slow issuer
     * @param atMost the longest wait
     * @return empty if there is no permit, if the response can't come in time, after {@code atMost}, or if the thread was
     *     interrupted; the call goes on
     */
    public <T> Optional<T> await(CompletableFuture<T> result, CallProgress call, WaitPermits permits, Duration atMost) {
        Duration left = comesTooLate(call, atMost) ? Duration.ZERO : atMost;
        Duration free = freeWait(call);
        while (!result.isDone() && ResultWaits.isPositive(free) && ResultWaits.isPositive(left)) {
            Duration wait = shorter(free, left);
            Optional<T> early = ResultWaits.awaitFor(result, wait);
            if (early.isPresent() || Thread.currentThread().isInterrupted()) {
                return early;
            }
            left = left.minus(wait);
            free = freeWait(call);
        }
        return result.isDone()
                ? ResultWaits.awaitFor(result, Duration.ZERO)
                : ResultWaits.awaitWithPermit(result, permits, left);
    }

    /** The time that a request may wait without a permit. */
    private synchronized Duration freeWait(CallProgress call) {
        Instant now = timer.instant();
        Duration untilSlow = breaker.untilSlow(now);
        Instant sentAt = call.sentAt();
        return sentAt == null ? untilSlow : shorter(untilSlow, breaker.untilSlow(sentAt, now));
    }

    private synchronized boolean comesTooLate(CallProgress call, Duration left) {
        Instant expected = call.expectedAt(breaker.usualResponseTime());
        return expected != null && expected.isAfter(timer.instant().plus(left));
    }

    /**
     * Waits for a result, but only while the breaker is closed, and with a permit.
     *
     * @return empty as in {@link #await}
     */
    public <T> Optional<T> awaitWhileClosed(CompletableFuture<T> result, WaitPermits permits, Duration atMost) {
        return result.isDone()
                ? ResultWaits.awaitFor(result, Duration.ZERO)
                : ResultWaits.awaitWithPermit(result, permits, shorter(atMost, untilNotClosed()));
    }

    private synchronized Duration untilNotClosed() {
        Instant now = timer.instant();
        return breaker.isClosed(now) ? breaker.untilSlow(now) : Duration.ZERO;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}

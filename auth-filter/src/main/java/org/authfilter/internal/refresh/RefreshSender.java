package org.authfilter.internal.refresh;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.authfilter.internal.provider.TokenProvider;
import org.authfilter.internal.provider.TokenResult;
import org.authfilter.internal.provider.TokenResult.Unavailable;

/**
 * Sends refreshes to the issuers, through one circuit breaker for each provider (R4). For a token set that awaits its
 * verification, only the keys are fetched. Thread-safe.
 */
final class RefreshSender {

    private final Map<String, CircuitBreaker> breakers = new ConcurrentHashMap<>();
    private final Backoff backoff;
    private final RefreshReporter reporter;
    private final Clock clock;

    RefreshSender(Backoff backoff, RefreshReporter reporter, Clock clock) {
        this.backoff = backoff;
        this.reporter = reporter;
        this.clock = clock;
    }

    /**
     * Sends the refresh, or abandons it while the circuit breaker is open.
     *
     * @param readsProfile whether the user's profile is read again
     * @return empty if it was sent; otherwise the time until the next probe
     */
    Optional<Duration> send(PendingRefresh refresh, TokenProvider provider, boolean readsProfile) {
        if (refresh.sent().awaitsVerification(clock.instant())) {
            verify(refresh, provider);
            return Optional.empty();
        }
        CircuitBreaker breaker = breakers.computeIfAbsent(provider.name(), name -> new CircuitBreaker(backoff));
        Instant now = clock.instant();
        if (!breaker.tryAcquire(now)) {
            refresh.abandon(now);
            return Optional.of(breaker.untilProbe(now));
        }
        var unused = call(() -> provider.refresh(refresh.sent(), readsProfile))
                .exceptionally(RefreshSender::unexpected)
                .thenAccept(result -> {
                    recordIn(breaker, result);
                    complete(refresh, result, provider);
                });
        return Optional.empty();
    }

    private void verify(PendingRefresh refresh, TokenProvider provider) {
        var unused = call(() -> provider.verify(refresh.sent()))
                .exceptionally(RefreshSender::unexpected)
                .thenAccept(result -> complete(refresh, result, provider));
    }

    private static CompletableFuture<TokenResult> call(Supplier<CompletableFuture<TokenResult>> call) {
        try {
            return call.get();
        } catch (RuntimeException | Error notSent) {
            return CompletableFuture.failedFuture(notSent);
        }
    }

    private static TokenResult unexpected(Throwable failure) {
        return Unavailable.maybeProcessed(
                "unexpected error: " + failure.getClass().getSimpleName());
    }

    private void recordIn(CircuitBreaker breaker, TokenResult result) {
        if (!(result instanceof Unavailable unavailable)) {
            breaker.recordResponse();
        } else if (unavailable.isUnreachable()) {
            breaker.recordTimeout(clock.instant());
        }
    }

    private void complete(PendingRefresh refresh, TokenResult result, TokenProvider provider) {
        try {
            reporter.completed(provider.name(), result);
        } finally {
            refresh.complete(result, clock.instant(), backoff);
        }
    }
}

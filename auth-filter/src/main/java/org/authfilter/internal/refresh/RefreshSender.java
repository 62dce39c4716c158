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
 * Presents token sets to their issuers, but for an issuer that is known to hang; of a set that awaits its verification
 * only the keys are asked for.
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
     * Lets the refresh take off; otherwise abandons it and says when the issuer is probed next.
     *
     * @param readsProfile whether the user's profile is read again
     */
    Optional<Duration> send(PendingRefresh pending, TokenProvider provider, boolean readsProfile) {
        if (pending.sent().awaitsVerification(clock.instant())) {
            verify(pending, provider);
            return Optional.empty();
        }
        CircuitBreaker breaker = breakers.computeIfAbsent(provider.name(), name -> new CircuitBreaker(backoff));
        Instant now = clock.instant();
        if (!breaker.admits(now)) {
            pending.abandon(now);
            return Optional.of(breaker.untilProbe(now));
        }
        var unused = call(() -> provider.refresh(pending.sent(), readsProfile))
                .exceptionally(RefreshSender::unjudged)
                .thenAccept(result -> complete(pending, result, provider, breaker));
        return Optional.empty();
    }

    private void verify(PendingRefresh pending, TokenProvider provider) {
        var unused = call(() -> provider.verify(pending.sent()))
                .exceptionally(RefreshSender::unjudged)
                .thenAccept(result -> complete(pending, result, provider));
    }

    private void complete(PendingRefresh pending, TokenResult result, TokenProvider provider, CircuitBreaker breaker) {
        if (!(result instanceof Unavailable unavailable)) {
            breaker.answered();
        } else if (unavailable.timedOut()) {
            breaker.timedOut(clock.instant());
        }
        complete(pending, result, provider);
    }

    private void complete(PendingRefresh pending, TokenResult result, TokenProvider provider) {
        try {
            reporter.completed(provider.name(), result);
        } finally {
            pending.complete(result, clock.instant(), backoff);
        }
    }

    private static CompletableFuture<TokenResult> call(Supplier<CompletableFuture<TokenResult>> call) {
        try {
            return call.get();
        } catch (RuntimeException | Error broken) {
            return CompletableFuture.failedFuture(broken);
        }
    }

    private static TokenResult unjudged(Throwable failure) {
        return new Unavailable(
                "the answer can't be judged: " + failure.getClass().getSimpleName(), true, false, null);
    }
}

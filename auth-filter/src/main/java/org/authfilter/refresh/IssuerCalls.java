package org.authfilter.refresh;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.authfilter.provider.TokenProvider;
import org.authfilter.provider.TokenResult;
import org.authfilter.provider.TokenResult.Unavailable;

/**
 * Presents token sets to their issuers, but for an issuer that is known to hang; of a set that awaits its verification
 * only the keys are asked for.
 */
final class IssuerCalls {

    private final Map<String, Outage> outages = new ConcurrentHashMap<>();
    private final BackOff backOff;
    private final Reports reports;
    private final Clock clock;

    IssuerCalls(BackOff backOff, Reports reports, Clock clock) {
        this.backOff = backOff;
        this.reports = reports;
        this.clock = clock;
    }

    /**
     * Lets the flight take off; otherwise abandons it and says when the issuer is probed next.
     *
     * @param readsProfile whether the user's profile is read again
     */
    Optional<Duration> takeOff(Flight flight, TokenProvider provider, boolean readsProfile) {
        if (flight.sent().awaitsVerification(clock.instant())) {
            verify(flight, provider);
            return Optional.empty();
        }
        Outage outage = outages.computeIfAbsent(provider.name(), name -> new Outage(backOff));
        Instant now = clock.instant();
        if (!outage.admits(now)) {
            flight.abandon(now);
            return Optional.of(outage.untilProbe(now));
        }
        var unused = call(() -> provider.refresh(flight.sent(), readsProfile))
                .exceptionally(IssuerCalls::unjudged)
                .thenAccept(result -> land(flight, result, provider, outage));
        return Optional.empty();
    }

    private void verify(Flight flight, TokenProvider provider) {
        var unused = call(() -> provider.verify(flight.sent()))
                .exceptionally(IssuerCalls::unjudged)
                .thenAccept(result -> land(flight, result, provider));
    }

    private void land(Flight flight, TokenResult result, TokenProvider provider, Outage outage) {
        if (!(result instanceof Unavailable unavailable)) {
            outage.answered();
        } else if (unavailable.timedOut()) {
            outage.timedOut(clock.instant());
        }
        land(flight, result, provider);
    }

    private void land(Flight flight, TokenResult result, TokenProvider provider) {
        try {
            reports.landed(provider.name(), result);
        } finally {
            flight.land(result, clock.instant(), backOff);
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

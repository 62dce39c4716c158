package org.authfilter.internal.refresh;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.authfilter.internal.issuer.Backoff;
import org.authfilter.internal.issuer.IssuerCall;
import org.authfilter.internal.issuer.Issuers;
import org.authfilter.internal.provider.TokenProvider;
import org.authfilter.internal.provider.TokenResult;
import org.authfilter.internal.provider.TokenResult.Unavailable;

/**
 * Sends refreshes to the issuers, through the circuit breaker of each provider (R4). For a token set that awaits its
 * verification, only the keys are fetched. Thread-safe.
 */
final class RefreshSender {

    private final Issuers issuers;
    private final Backoff backoff;
    private final RefreshReporter reporter;
    private final Clock clock;
    private final InstantSource timer;

    RefreshSender(Issuers issuers, Backoff backoff, RefreshReporter reporter, Clock clock, InstantSource timer) {
        this.issuers = issuers;
        this.backoff = backoff;
        this.reporter = reporter;
        this.clock = clock;
        this.timer = timer;
    }

    /**
     * Sends the refresh, or lets it wait for the probe of the circuit breaker, or refuses it while the breaker is open.
     *
     * @param readsProfile whether the user's profile is read again
     */
    void send(PendingRefresh refresh, String signInId, TokenProvider provider, boolean readsProfile) {
        if (refresh.sent().awaitsVerification(clock.instant())) {
            verify(refresh, provider);
            return;
        }
        IssuerCall<TokenResult> call = new IssuerCall<>(
                signInId,
                () -> provider.refresh(refresh.sent(), readsProfile),
                TokenResult::failure,
                refused -> refused);
        refresh.calledBy(call);
        var unused = call.result().thenAccept(result -> {
            if (call.sentAt() == null) {
                Duration untilProbe = result instanceof Unavailable refused ? refused.retryAfter() : null;
                refresh.refuse(timer.instant(), untilProbe == null ? Duration.ZERO : untilProbe);
            } else {
                complete(refresh, result, provider);
            }
        });
        issuers.of(provider.name()).submit(call);
    }

    private void verify(PendingRefresh refresh, TokenProvider provider) {
        IssuerCall<TokenResult> call =
                new IssuerCall<>(null, () -> provider.verify(refresh.sent()), TokenResult::failure, refused -> refused);
        Instant now = timer.instant();
        refresh.calledBy(() -> now);
        var unused = call.send().thenAccept(result -> complete(refresh, result, provider));
    }

    private void complete(PendingRefresh refresh, TokenResult result, TokenProvider provider) {
        try {
            reporter.completed(provider.name(), result);
        } finally {
            refresh.complete(result, timer.instant(), clock.instant(), backoff);
        }
    }
}

package org.authfilter.internal.refresh;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import org.authfilter.internal.config.Settings;
import org.authfilter.internal.provider.TokenProvider;
import org.authfilter.internal.refresh.AuthenticationResult.Authenticated;
import org.authfilter.internal.session.SessionStore;
import org.authfilter.internal.session.UserSession;
import org.jspecify.annotations.Nullable;

/**
 * Fresh or fail: gives each request a token set that is not about to expire, and presents each refresh token once,
 * however many requests come. Thread-safe.
 */
public final class TokenRefresher {

    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final RefreshOperation.Parts parts;
    private final ForcedRefreshLimiter refusedRetries;

    /**
     * Wires the engine.
     *
     * @param events receives {@code TokensRefreshed}, {@code RefreshFailed} and {@code SignedOut}; must not throw
     */
    public TokenRefresher(
            Map<String, ? extends TokenProvider> providers,
            Settings.Refresh settings,
            Clock clock,
            Consumer<Object> events) {
        this(
                providers,
                settings,
                clock,
                events,
                new RefreshWait(
                        new WaitPermits(PATIENCE, settings.maxWaitingRequests()),
                        settings.tokenRequestTimeout().plus(GRACE)),
                () -> ThreadLocalRandom.current().nextDouble());
    }

    TokenRefresher(
            Map<String, ? extends TokenProvider> providers,
            Settings.Refresh settings,
            Clock clock,
            Consumer<Object> events,
            RefreshWait waiting,
            DoubleSupplier random) {
        InFlightRefreshes refreshes = new InFlightRefreshes(settings.retention());
        RefreshReporter reporter = new RefreshReporter(events);
        this.parts = new RefreshOperation.Parts(
                providers,
                settings.margin(),
                refreshes,
                new RefreshSender(new Backoff(random), reporter, clock),
                waiting,
                new SessionTermination(providers, refreshes, events),
                reporter,
                clock);
        this.refusedRetries = new ForcedRefreshLimiter(clock);
    }

    public SessionTermination termination() {
        return parts.termination();
    }

    /** The places for all requests that wait for an issuer, refreshes and others. */
    public WaitPermits waitingPlaces() {
        return parts.waiting().places();
    }

    ForcedRefreshLimiter refusedRetries() {
        return refusedRetries;
    }

    /** Refreshes the token set of {@code session}, as it was just read from {@code store}, if it is due (R1, R3, R4). */
    public AuthenticationResult ensure(SessionStore store, UserSession session) {
        return session.tokens().expiresWithin(parts.margin(), parts.clock().instant())
                ? new RefreshOperation(parts, store, false).of(session)
                : new Authenticated(session);
    }

    /** Refreshes the token set now, whatever its expiry; a refresh that is under way is joined. */
    public AuthenticationResult refresh(SessionStore store, UserSession session) {
        return new RefreshOperation(parts, store, true).of(session);
    }

    /** When the margin of this session begins; {@code null} if its expiry is not known. */
    public @Nullable Instant refreshAt(UserSession session) {
        return session.tokens().refreshAt(parts.margin());
    }
}

package org.authfilter.refresh;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import org.authfilter.config.Settings;
import org.authfilter.provider.TokenProvider;
import org.authfilter.refresh.Freshness.Usable;
import org.authfilter.session.SessionStore;
import org.authfilter.session.UserSession;
import org.jspecify.annotations.Nullable;

/**
 * Fresh or fail: gives each request a token set that is not about to expire, and presents each refresh token once,
 * however many requests come. Thread-safe.
 */
public final class FreshTokens {

    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final Renewal.Parts parts;
    private final RefusedRetries refusedRetries;

    /**
     * Wires the engine.
     *
     * @param events receives {@code TokensRefreshed}, {@code RefreshFailed} and {@code SignedOut}; must not throw
     */
    public FreshTokens(
            Map<String, ? extends TokenProvider> providers,
            Settings.Refresh settings,
            Clock clock,
            Consumer<Object> events) {
        this(
                providers,
                settings,
                clock,
                events,
                new Waiting(
                        new WaitingPlaces(PATIENCE, settings.maxWaitingRequests()),
                        settings.tokenRequestTimeout().plus(GRACE)),
                () -> ThreadLocalRandom.current().nextDouble());
    }

    FreshTokens(
            Map<String, ? extends TokenProvider> providers,
            Settings.Refresh settings,
            Clock clock,
            Consumer<Object> events,
            Waiting waiting,
            DoubleSupplier random) {
        Renewals renewals = new Renewals(settings.retention());
        Reports reports = new Reports(events);
        this.parts = new Renewal.Parts(
                providers,
                settings.margin(),
                renewals,
                new IssuerCalls(new BackOff(random), reports, clock),
                waiting,
                new Endings(providers, renewals, events),
                reports,
                clock);
        this.refusedRetries = new RefusedRetries(clock);
    }

    public Endings endings() {
        return parts.endings();
    }

    /** The places for all requests that wait for an issuer, renewals and others. */
    public WaitingPlaces waitingPlaces() {
        return parts.waiting().places();
    }

    RefusedRetries refusedRetries() {
        return refusedRetries;
    }

    /** Renews the token set of {@code session}, as it was just read from {@code store}, if it is due (R1, R3, R4). */
    public Freshness ensure(SessionStore store, UserSession session) {
        return session.tokens().expiresWithin(parts.margin(), parts.clock().instant())
                ? new Renewal(parts, store, false).of(session)
                : new Usable(session);
    }

    /** Renews the token set now, whatever its expiry; a flight that is under way is joined. */
    public Freshness renew(SessionStore store, UserSession session) {
        return new Renewal(parts, store, true).of(session);
    }

    /** When the margin of this session begins; {@code null} if its expiry is not known. */
    public @Nullable Instant renewAt(UserSession session) {
        return session.tokens().renewAt(parts.margin());
    }
}

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
import org.authfilter.internal.refresh.AuthenticationResult.TokenUnavailable;
import org.authfilter.internal.session.SessionStore;
import org.authfilter.internal.session.UserSession;
import org.jspecify.annotations.Nullable;

/**
 * Gives each request a token set that does not expire within the refresh margin, and presents each refresh token once,
 * however many requests of a session arrive at the same time. Thread-safe.
 */
public final class TokenRefresher {

    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final RefreshParts parts;
    private final ForcedRefreshLimiter forcedRefreshLimiter;
    private final RefreshDemands demands;

    /**
     * Wires the package.
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
                settings.margin(),
                settings.retention(),
                clock,
                events,
                new RefreshWait(
                        new WaitPermits(PATIENCE, settings.maxWaitingRequests()),
                        settings.tokenRequestTimeout().plus(GRACE)),
                () -> ThreadLocalRandom.current().nextDouble());
    }

    TokenRefresher(
            Map<String, ? extends TokenProvider> providers,
            Duration margin,
            Duration retention,
            Clock clock,
            Consumer<Object> events,
            RefreshWait waiting,
            DoubleSupplier random) {
        InFlightRefreshes inFlight = new InFlightRefreshes(retention);
        RefreshReporter reporter = new RefreshReporter(events);
        this.parts = new RefreshParts(
                providers,
                margin,
                inFlight,
                new RefreshSender(new Backoff(random), reporter, clock),
                waiting,
                new SessionTermination(providers, inFlight, events),
                reporter,
                clock);
        this.forcedRefreshLimiter = new ForcedRefreshLimiter(clock);
        this.demands = new RefreshDemands(clock);
    }

    public SessionTermination termination() {
        return parts.termination();
    }

    /** The permits for all requests that wait for an issuer: refreshes and sign-ins. */
    public WaitPermits waitPermits() {
        return parts.waiting().permits();
    }

    ForcedRefreshLimiter forcedRefreshLimiter() {
        return forcedRefreshLimiter;
    }

    // (5)
    /** Refreshes the token set of {@code session}, which was just read from {@code store}, if it is due (R1, R3, R4). */
    public AuthenticationResult ensureFresh(SessionStore store, UserSession session) {
        return session.tokens().expiresWithin(parts.margin(), parts.clock().instant())
                ? new RefreshOperation(parts, store, false).run(session)
                : new Authenticated(session);
    }

    /**
     * Refreshes the token set on demand, whatever its expiry. Joins a pending refresh. At most one refresh a second is
     * sent for a session this way; further demands within that second get the result of the last one.
     */
    public AuthenticationResult refresh(SessionStore store, UserSession session) {
        RefreshDemands.Joined joined = demands.join(session);
        RefreshDemands.Demand demand = joined.demand();
        if (!joined.isNew() && !demand.isUnfulfilledFor(session)) {
            return ensureFresh(store, session);
        }
        AuthenticationResult failure = demand.failure();
        if (failure != null) {
            return failure;
        }
        AuthenticationResult result = force(store, session);
        if (joined.isNew() && result instanceof TokenUnavailable) {
            demand.fail(result);
        }
        return result;
    }

    /** Refreshes a token set whose access token an API has rejected. Joins a pending refresh. */
    AuthenticationResult replaceRejected(SessionStore store, UserSession session) {
        return force(store, session);
    }

    private AuthenticationResult force(SessionStore store, UserSession session) {
        return new RefreshOperation(parts, store, true).run(session);
    }

    /** Whether the access token of {@code session} has not expired. */
    boolean isValid(UserSession session) {
        return !session.tokens().isExpired(parts.clock().instant());
    }

    /** The time at which the refresh margin of this session begins; {@code null} if its expiry is not known. */
    public @Nullable Instant refreshAt(UserSession session) {
        return session.tokens().refreshAt(parts.margin(), parts.clock().instant());
    }
}

package org.authfilter.internal.refresh;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import org.authfilter.internal.config.Deadlines;
import org.authfilter.internal.config.Settings;
import org.authfilter.internal.issuer.Backoff;
import org.authfilter.internal.issuer.IssuerCalls;
import org.authfilter.internal.issuer.Issuers;
import org.authfilter.internal.issuer.WaitPermits;
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

    private static final Logger LOG = System.getLogger("org.authfilter.refresh");

    private final RefreshParts parts;
    private final ForcedRefreshLimiter forcedRefreshLimiter;
    private final RefreshDemands demands;

    /**
     * Wires the package.
     *
     * @param clock for the expiry of tokens
     * @param timer for waits: it is never set back
     * @param cluster {@code null}: this node is alone
     * @param events receives {@code TokensRefreshed}, {@code RefreshFailed} and {@code SignedOut}; must not throw
     */
    public TokenRefresher(
            Map<String, ? extends TokenProvider> providers,
            Settings.Refresh settings,
            Clock clock,
            InstantSource timer,
            Consumer<Object> events,
            @Nullable Cluster cluster) {
        this(
                providers,
                settings.margin(),
                settings.retention(),
                new Deadlines(settings.tokenRequestTimeout()),
                new WaitPermits(settings.maxWaitingRequests()),
                clock,
                timer,
                events,
                () -> ThreadLocalRandom.current().nextDouble(),
                cluster);
    }

    TokenRefresher(
            Map<String, ? extends TokenProvider> providers,
            Duration margin,
            Duration retention,
            Deadlines deadlines,
            WaitPermits permits,
            Clock clock,
            InstantSource timer,
            Consumer<Object> events,
            DoubleSupplier random,
            @Nullable Cluster cluster) {
        Backoff backoff = new Backoff(random);
        Map<String, IssuerCalls> issuersByProvider = new HashMap<>();
        for (String provider : providers.keySet()) {
            issuersByProvider.put(provider, new IssuerCalls(backoff, deadlines.call(), timer));
        }
        Issuers issuers = new Issuers(issuersByProvider, permits);
        InFlightRefreshes inFlight = new InFlightRefreshes(retention);
        SharedRefreshes shared = new SharedRefreshes(cluster == null ? null : cluster.store(), retention, clock);
        RefreshReporter reporter = new RefreshReporter(events);
        this.parts = new RefreshParts(
                providers,
                margin,
                inFlight,
                new RefreshSender(issuers, backoff, reporter, clock, timer),
                shared,
                issuers,
                deadlines.refresh(),
                new SessionTermination(
                        providers, issuers, inFlight, shared, cluster == null ? null : cluster.endedSignIns(), events),
                reporter,
                clock,
                timer);
        this.forcedRefreshLimiter = new ForcedRefreshLimiter(timer);
        this.demands = new RefreshDemands(timer);
    }

    public SessionTermination termination() {
        return parts.termination();
    }

    /** The issuers that refreshes and sign-ins share. */
    public Issuers issuers() {
        return parts.issuers();
    }

    ForcedRefreshLimiter forcedRefreshLimiter() {
        return forcedRefreshLimiter;
    }

    // (5)
    /** Refreshes the token set of {@code session}, which was just read from {@code store}, if it is due (R1, R3, R4). */
    public AuthenticationResult ensureFresh(SessionStore store, UserSession session) {
        return isDue(session) ? new RefreshOperation(parts, store, false).run(session) : new Authenticated(session);
    }

    /**
     * Refreshes the token set on demand, whatever its expiry. Joins a pending refresh. At most one refresh a second is
     * sent for a session this way; further demands within that second get the result of the last one.
     */
    public AuthenticationResult refresh(SessionStore store, UserSession session) {
        RefreshDemands.Registered registered = demands.register(session);
        RefreshDemands.Demand demand = registered.demand();
        if (!registered.isNew() && !demand.isUnfulfilledFor(session)) {
            return ensureFresh(store, session);
        }
        AuthenticationResult failure = demand.failure();
        if (failure != null) {
            return failure;
        }
        AuthenticationResult result = force(store, session);
        if (registered.isNew() && result instanceof TokenUnavailable) {
            demand.fail(result);
        }
        return result;
    }

    /** Refreshes a token set whose access token an API has rejected. Joins a pending refresh. */
    AuthenticationResult replaceRejected(SessionStore store, UserSession session) {
        return force(store, session);
    }

    /**
     * Waits for the refreshes under way, at most as long as a request does, so that other nodes get their results although
     * this one stops. Does nothing without other nodes.
     */
    public void awaitRefreshes() {
        if (!parts.shared().areShared()) {
            return;
        }
        try {
            parts.inFlight().ends().get(parts.deadline().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException lost) {
            LOG.log(Level.DEBUG, "A refresh had not ended when this application was stopped");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private AuthenticationResult force(SessionStore store, UserSession session) {
        return new RefreshOperation(parts, store, true).run(session);
    }

    /** Whether the refresh margin of {@code session} has begun. */
    boolean isDue(UserSession session) {
        return parts.isDue(session);
    }

    /** Whether the access token of {@code session} has not expired. */
    boolean isValid(UserSession session) {
        return parts.isValid(session);
    }

    /** The time at which the refresh margin of this session begins; {@code null} if its expiry is not known. */
    public @Nullable Instant refreshAt(UserSession session) {
        return session.tokens().refreshAt(parts.margin(), parts.clock().instant());
    }
}

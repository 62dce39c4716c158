package org.authfilter.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;
import org.authfilter.ErrorCode;
import org.authfilter.config.Settings;
import org.authfilter.refresh.FreshTokens;
import org.authfilter.refresh.Freshness;
import org.authfilter.refresh.Freshness.Anonymous;
import org.authfilter.refresh.Freshness.Ended;
import org.authfilter.session.HttpSessionStore;
import org.authfilter.session.Logouts;
import org.authfilter.session.SessionStore;
import org.authfilter.session.UserSession;
import org.jspecify.annotations.Nullable;

/** Who a visitor is: ends sessions that are too old, were idle for too long or were ended by their provider, and sees to a fresh token set. */
public final class Admission {

    private static final int ACTIVITY_WRITES_PER_IDLE_TIMEOUT = 10;

    private final @Nullable Duration idleTimeout;
    private final @Nullable Duration maxAge;
    private final FreshTokens freshTokens;
    private final Logouts logouts;
    private final Clock clock;

    public Admission(Settings settings, FreshTokens freshTokens, Logouts logouts, Clock clock) {
        this.idleTimeout = settings.idleTimeout();
        this.maxAge = settings.sessionMaxAge();
        this.freshTokens = freshTokens;
        this.logouts = logouts;
        this.clock = clock;
    }

    /**
     * Looks at the visitor's session.
     *
     * @param isActivity whether the request puts off the idle timeout
     */
    public Freshness admit(HttpSessionStore store, boolean isActivity) {
        return admit(store, isActivity, freshTokens::ensure);
    }

    /** The same, with a new token set whatever the expiry of the present one; no activity. */
    public Freshness renew(HttpSessionStore store) {
        return admit(store, false, freshTokens::renew);
    }

    private Freshness admit(
            HttpSessionStore store, boolean isActivity, BiFunction<SessionStore, UserSession, Freshness> renewal) {
        UserSession session = store.load();
        if (session == null) {
            return new Anonymous();
        }
        if (logouts.cover(session)) {
            freshTokens.endings().endedByProvider(store, session);
            return new Ended(ErrorCode.SESSION_EXPIRED);
        }
        Instant now = clock.instant();
        Duration idle = idleTimeout == null ? store.containerTimeout() : idleTimeout;
        if (isOver(session.startedAt(), maxAge, now) || isOver(session.lastActivity(), idle, now)) {
            freshTokens.endings().expire(store, session);
            return new Ended(ErrorCode.SESSION_EXPIRED);
        }
        if (isActivity && idle != null && isWorthWriting(session, idle, now)) {
            store.update(session.id(), current -> Optional.of(current.activeAt(now)));
        }
        return renewal.apply(store, session);
    }

    private static boolean isOver(Instant since, @Nullable Duration limit, Instant now) {
        return limit != null && !now.isBefore(since.plus(limit));
    }

    private static boolean isWorthWriting(UserSession session, Duration idle, Instant now) {
        return isOver(session.lastActivity(), idle.dividedBy(ACTIVITY_WRITES_PER_IDLE_TIMEOUT), now);
    }
}

package org.authfilter.internal.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.authfilter.event.SignedOut.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a session has to end without a sign-out: its provider has logged it out, it was ended from another session, it
 * is too old, or it was idle for too long.
 *
 * @param idleTimeout {@code null}: the container's timeout applies
 * @param maxAge {@code null}: no limit
 */
public record SessionLimits(
        @Nullable Duration idleTimeout, @Nullable Duration maxAge, LogoutRegistry logouts, Clock clock) {

    private static final int ACTIVITY_WRITES_PER_IDLE_TIMEOUT = 10;

    @Nullable
    Reason reached(UserSession session, @Nullable Duration containerTimeout) {
        if (logouts.isLoggedOut(session)) {
            return Reason.PROVIDER;
        }
        if (logouts.isEnded(session.id())) {
            return Reason.ENDED_ELSEWHERE;
        }
        boolean isReached = isReached(session.startedAt(), maxAge, 1)
                || isReached(session.lastActivity(), idleTimeout(containerTimeout), 1);
        return isReached ? Reason.EXPIRED : null;
    }

    /** Whether this sign-in is known to be logged out by its provider or ended from another session. */
    public boolean hasEndedElsewhere(UserSession session) {
        try {
            return logouts.isLoggedOut(session) || logouts.isEnded(session.id());
        } catch (LogoutStoreException notKnown) {
            return false;
        }
    }

    /** Returns the time of this activity if it has to be written; {@code null} if the stored time is exact enough. */
    @Nullable
    Instant activityToWrite(UserSession session, @Nullable Duration containerTimeout) {
        return isReached(session.lastActivity(), idleTimeout(containerTimeout), ACTIVITY_WRITES_PER_IDLE_TIMEOUT)
                ? clock.instant()
                : null;
    }

    /** Whether half of the idle timeout has passed since the last activity that was written. */
    boolean isActivityOverdue(UserSession session, @Nullable Duration containerTimeout) {
        return isReached(session.lastActivity(), idleTimeout(containerTimeout), 2);
    }

    private @Nullable Duration idleTimeout(@Nullable Duration containerTimeout) {
        return idleTimeout == null ? containerTimeout : idleTimeout;
    }

    /** Whether one of {@code parts} equal parts of a limit is over. Each request asks, so this creates no object. */
    private boolean isReached(Instant since, @Nullable Duration limit, int parts) {
        return limit != null && clock.millis() - since.toEpochMilli() >= limit.toMillis() / parts;
    }
}

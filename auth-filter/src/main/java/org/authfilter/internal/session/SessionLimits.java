package org.authfilter.internal.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.authfilter.event.SignedOut.Reason;
import org.jspecify.annotations.Nullable;

/**
 * When sign-ins end though nobody signs out: their provider has ended them, they are too old or were idle for too long.
 *
 * @param idleTimeout {@code null}: that of the container
 * @param maxAge {@code null}: there is none
 */
public record SessionLimits(
        @Nullable Duration idleTimeout, @Nullable Duration maxAge, LogoutRegistry logouts, Clock clock) {

    private static final int ACTIVITY_WRITES_PER_IDLE_TIMEOUT = 10;

    @Nullable
    Reason reached(UserSession session, @Nullable Duration containerTimeout) {
        if (logouts.cover(session)) {
            return Reason.PROVIDER;
        }
        Instant now = clock.instant();
        boolean isOver = isOver(session.startedAt(), maxAge, now)
                || isOver(session.lastActivity(), idleTimeout(containerTimeout), now);
        return isOver ? Reason.EXPIRED : null;
    }

    /** When there is activity now that has to be written; {@code null}: what is written is exact enough. */
    @Nullable
    Instant activityWorthWriting(UserSession session, @Nullable Duration containerTimeout) {
        Duration idle = idleTimeout(containerTimeout);
        Instant now = clock.instant();
        return idle != null && isOver(session.lastActivity(), idle.dividedBy(ACTIVITY_WRITES_PER_IDLE_TIMEOUT), now)
                ? now
                : null;
    }

    private @Nullable Duration idleTimeout(@Nullable Duration containerTimeout) {
        return idleTimeout == null ? containerTimeout : idleTimeout;
    }

    private static boolean isOver(Instant since, @Nullable Duration limit, Instant now) {
        return limit != null && !now.isBefore(since.plus(limit));
    }
}

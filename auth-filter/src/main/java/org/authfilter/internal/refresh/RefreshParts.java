package org.authfilter.internal.refresh;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.authfilter.internal.issuer.Issuers;
import org.authfilter.internal.provider.TokenProvider;
import org.authfilter.internal.session.UserSession;

/**
 * The parts that all refreshes of an application share.
 *
 * @param deadline the longest wait of a request for a refresh
 * @param clock for the expiry of tokens
 * @param timer for waits: it is never set back
 */
record RefreshParts(
        Map<String, ? extends TokenProvider> providers,
        Duration margin,
        InFlightRefreshes inFlight,
        RefreshSender sender,
        SharedRefreshes shared,
        Issuers issuers,
        Duration deadline,
        SessionTermination termination,
        RefreshReporter reporter,
        Clock clock,
        InstantSource timer) {

    /** Whether the token set of {@code session} can be refreshed, or is only to be verified. */
    boolean canRefresh(UserSession session, TokenProvider provider) {
        Instant now = clock.instant();
        return session.tokens().awaitsVerification(now)
                || (provider.canRefresh() && session.tokens().isRefreshable(now));
    }

    /** Whether the refresh margin of {@code session} has begun. */
    boolean isDue(UserSession session) {
        return session.tokens().expiresWithin(margin, clock.instant());
    }

    /** Whether the access token of {@code session} has not expired. */
    boolean isValid(UserSession session) {
        return !session.tokens().isExpired(clock.instant());
    }
}

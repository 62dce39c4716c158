package org.authfilter.event;

import java.time.Instant;
import org.authfilter.User;
import org.jspecify.annotations.Nullable;

/**
 * CDI event: a refreshed token set has been stored in the session and may be used. Fired once for each refresh, on the
 * thread of the request that stored it; where access tokens are verified, not before the new one holds. An observer that
 * throws breaks nothing.
 *
 * @param expiresAt when the new access token expires, if that is known
 */
public record TokensRefreshed(
        User user, String provider, @Nullable Instant expiresAt) {}

package org.authfilter;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * CDI event: a renewed token set has been stored in the session. Fired once for each renewal, on the thread of the
 * request that stored it; an observer that throws breaks nothing.
 *
 * @param expiresAt when the new access token expires, if that is known
 */
public record TokensRefreshed(
        User user, String provider, @Nullable Instant expiresAt) {}

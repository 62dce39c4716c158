package org.authfilter.event;

import java.time.Instant;
import org.authfilter.User;
import org.jspecify.annotations.Nullable;

/**
 * CDI event: a new token set was stored in the session, or in the shared store of a cluster. Fired once for each refresh,
 * in a cluster on each node that uses it, on the thread of the first request that does; if access tokens are verified, after the new one was verified. An exception of an observer is logged and has
 * no other effect.
 *
 * @param user the user of the session
 * @param provider the configured name of the provider
 * @param expiresAt the expiry of the new access token; {@code null}: not known
 */
public record TokensRefreshed(
        User user, String provider, @Nullable Instant expiresAt) {}

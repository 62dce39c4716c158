package org.authfilter;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One of the sessions in which a user is signed in. Immutable.
 *
 * @param id identifies the sign-in; it is no secret, and the same as {@link AuthSession#getId()}
 * @param provider the configured name of the provider
 * @param startedAt when the user signed in
 * @param lastSeenAt the last activity, exact to a tenth of the idle timeout
 * @param userAgent the {@code User-Agent} of the browser (RFC 9110, section 10.1.5), at most 200 characters; {@code null}
 *     if it sent none
 */
public record ActiveSession(
        String id,
        String provider,
        Instant startedAt,
        Instant lastSeenAt,
        @Nullable String userAgent) {}

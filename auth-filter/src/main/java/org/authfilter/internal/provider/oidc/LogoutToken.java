package org.authfilter.internal.provider.oidc;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A valid logout token (OpenID Connect Back-Channel Logout 1.0, section 2.4): the issuer ends one session, or all of a
 * user.
 *
 * @param sessionId the {@code sid}; {@code null}: all sessions of {@code subject}
 * @param id the {@code jti}
 * @param issuedAt by the clock of the provider
 */
public record LogoutToken(
        String issuer,
        @Nullable String subject,
        @Nullable String sessionId,
        String id,
        Instant issuedAt,
        Instant expiresAt) {}

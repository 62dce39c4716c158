package org.authfilter.internal.provider.oidc;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What came of judging a logout token (OpenID Connect Back-Channel Logout 1.0, section 2.6). */
public sealed interface LogoutToken {

    /**
     * The issuer ends a session, or all of a user.
     *
     * @param sessionId the {@code sid}; {@code null}: all sessions of {@code subject}
     * @param id the {@code jti}
     */
    record Valid(
            String issuer,
            @Nullable String subject,
            @Nullable String sessionId,
            String id,
            Instant expiresAt) implements LogoutToken {}

    /** Nothing ends. The reason is for the log and holds nothing of the token. */
    record Invalid(String reason) implements LogoutToken {}
}

package org.authfilter.internal.provider.oidc;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.authfilter.internal.config.OidcSettings;
import org.authfilter.internal.provider.jose.ValidationResult;
import org.authfilter.internal.provider.jose.ValidationResult.Refused;
import org.authfilter.internal.provider.jose.ValidationResult.Undecided;
import org.authfilter.internal.provider.jose.ValidationResult.Verified;
import org.authfilter.internal.provider.oidc.Discovered.Known;
import org.authfilter.internal.provider.oidc.Discovered.Unknown;
import org.authfilter.internal.provider.oidc.LogoutToken.Invalid;
import org.authfilter.internal.provider.oidc.LogoutToken.Valid;
import org.jspecify.annotations.Nullable;

/** Judges logout tokens (OpenID Connect Back-Channel Logout 1.0, section 2.6). */
record LogoutTokenValidator(OidcSettings settings, Discovery discovery, IdTokenValidator idTokens) {

    private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";

    /** Any client may post a token, so longer ones are refused before anything of them is parsed. */
    private static final int MAX_LENGTH = 16 * 1024;

    CompletableFuture<LogoutToken> judge(String logoutToken) {
        if (logoutToken.length() > MAX_LENGTH) {
            return CompletableFuture.completedFuture(new Invalid("it is longer than " + MAX_LENGTH + " characters"));
        }
        if (!settings.issuer().equals(Claims.ofJwt(logoutToken).text("iss"))) {
            return CompletableFuture.completedFuture(new Invalid("it is of another issuer, or none"));
        }
        return discovery
                .current()
                .thenCompose(discovered -> discovered instanceof Known known
                        ? idTokens.verifyLogoutToken(known, logoutToken).thenApply(this::judge)
                        : CompletableFuture.completedFuture(
                                new Invalid(((Unknown) discovered).failure().reason())));
    }

    private LogoutToken judge(ValidationResult verdict) {
        if (verdict instanceof Refused refused) {
            return new Invalid(refused.reason());
        }
        if (verdict instanceof Undecided undecided) {
            return new Invalid(undecided.reason());
        }
        Claims claims = IdTokenValidator.claims((Verified) verdict);
        String fault = fault(claims);
        Instant expiry = claims.time("exp");
        return fault == null && expiry != null
                ? new Valid(
                        settings.issuer(),
                        claims.text("sub"),
                        claims.text("sid"),
                        String.valueOf(claims.text("jti")),
                        expiry)
                : new Invalid(fault == null ? "exp is beyond all reason" : fault);
    }

    private static @Nullable String fault(Claims claims) {
        if (!(claims.members().get("events") instanceof Map<?, ?> events)
                || !(events.get(EVENT) instanceof Map<?, ?>)) {
            return "events does not tell of a logout";
        }
        if (claims.members().containsKey("nonce")) {
            return "it has a nonce";
        }
        if (claims.text("jti") == null) {
            return "jti is missing";
        }
        return claims.text("sub") == null && claims.text("sid") == null ? "it names neither sub nor sid" : null;
    }
}

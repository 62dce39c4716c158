package org.authfilter.internal.provider.oidc;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.authfilter.internal.config.OidcSettings;
import org.authfilter.internal.provider.Result;
import org.authfilter.internal.provider.TokenResult.Rejected;
import org.authfilter.internal.provider.TokenResult.Unavailable;
import org.authfilter.internal.provider.jose.ValidationResult;
import org.jspecify.annotations.Nullable;

/** Validates logout tokens (OpenID Connect Back-Channel Logout 1.0, section 2.6). */
record LogoutTokenValidator(OidcSettings settings, Discovery discovery, IdTokenValidator idTokens) {

    private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";

    private static final String UNEXPECTED_ISSUER = "unexpected issuer (iss), or none";

    /** Any client may post a token, so longer ones are refused before they are parsed. */
    private static final int MAX_LENGTH = 16 * 1024;

    /** The valid token; {@code Rejected} if it is invalid, {@code Unavailable} if it can't be validated now. */
    CompletableFuture<Result<LogoutToken>> validate(String logoutToken) {
        if (logoutToken.length() > MAX_LENGTH) {
            return CompletableFuture.completedFuture(unreadable("longer than " + MAX_LENGTH + " characters"));
        }
        String issuer = Claims.ofJwt(logoutToken).text("iss");
        if (issuer == null) {
            return CompletableFuture.completedFuture(unreadable(UNEXPECTED_ISSUER));
        }
        if (!settings.issuer().equals(issuer)) {
            return CompletableFuture.completedFuture(invalid(UNEXPECTED_ISSUER));
        }
        return discovery
                .current()
                .thenCompose(discovered -> discovered.then(provider ->
                        idTokens.validateLogoutToken(provider, logoutToken).thenApply(this::validate)));
    }

    private Result<LogoutToken> validate(ValidationResult validation) {
        return validation.fold(
                valid -> validate(Claims.of(valid)),
                LogoutTokenValidator::invalid,
                reason -> Result.failed(Unavailable.notProcessed(reason)));
    }

    private Result<LogoutToken> validate(Claims claims) {
        String error = error(claims);
        String id = claims.text("jti");
        Instant issuedAt = claims.time("iat");
        Instant expiry = claims.time("exp");
        if (error != null) {
            return invalid(error);
        }
        if (id == null) {
            return invalid("jti is missing");
        }
        return issuedAt == null || expiry == null
                ? invalid("iat or exp is out of range")
                : Result.ok(new LogoutToken(
                        settings.issuer(), claims.text("sub"), claims.text("sid"), id, issuedAt, expiry));
    }

    private static @Nullable String error(Claims claims) {
        if (!(claims.members().get("events") instanceof Map<?, ?> events)
                || !(events.get(EVENT) instanceof Map<?, ?>)) {
            return "events names no logout";
        }
        if (claims.members().containsKey("nonce")) {
            return "unexpected nonce";
        }
        return claims.text("sub") == null && claims.text("sid") == null ? "sub and sid are missing" : null;
    }

    private static Result<LogoutToken> invalid(String reason) {
        return Result.failed(Rejected.forged(reason));
    }

    /** Any client may post anything. */
    private static Result<LogoutToken> unreadable(String reason) {
        return Result.failed(new Rejected(reason));
    }
}

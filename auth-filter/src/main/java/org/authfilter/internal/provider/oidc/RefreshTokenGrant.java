package org.authfilter.internal.provider.oidc;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import org.authfilter.internal.config.OidcSettings;
import org.authfilter.internal.provider.TokenResult;
import org.authfilter.internal.provider.TokenResult.Issued;
import org.authfilter.internal.provider.TokenResult.Rejected;
import org.authfilter.internal.provider.jose.ValidationResult;
import org.authfilter.internal.provider.jose.ValidationResult.Refused;
import org.authfilter.internal.provider.jose.ValidationResult.Undecided;
import org.authfilter.internal.provider.jose.ValidationResult.Verified;
import org.authfilter.internal.provider.oidc.Discovered.Known;
import org.authfilter.internal.provider.oidc.Discovered.Unknown;
import org.authfilter.internal.provider.oidc.ProfileResult.NotRead;
import org.authfilter.internal.provider.oidc.ProfileResult.Read;
import org.authfilter.internal.token.SignInClaims;
import org.authfilter.internal.token.TokenSet;
import org.jspecify.annotations.Nullable;

/**
 * Presents a refresh token (RFC 6749, section 6; OpenID Connect Core 1.0, section 12). Once the issuer has given new
 * tokens, nothing but a foreign ID token loses them: the old refresh token is spent.
 */
record RefreshTokenGrant(
        OidcSettings settings,
        Discovery discovery,
        ProviderEndpoints calls,
        IdTokenValidator idTokens,
        IdTokenClaimsValidator rules,
        UserInfo userInfo,
        TokenRevocation revocation,
        Clock clock) {

    private static final Logger LOG = System.getLogger("org.authfilter.provider");

    CompletableFuture<TokenResult> refresh(TokenSet current, String refreshToken, boolean readsProfile) {
        return discovery
                .current()
                .thenCompose(discovered -> discovered instanceof Known known
                        ? refresh(known, current, refreshToken, readsProfile)
                        : done(((Unknown) discovered).failure()));
    }

    private CompletableFuture<TokenResult> refresh(
            Known known, TokenSet current, String refreshToken, boolean readsProfile) {
        Form form = Form.empty()
                .with("grant_type", "refresh_token")
                .with("refresh_token", refreshToken)
                .withEach("resource", settings.resources());
        return calls.post(
                        known, ProviderMetadata::tokenEndpoint, known.metadata().tokenEndpoint(), form)
                .thenCompose(exchange -> {
                    TokenResult result = new TokenResponse(clock).judge(exchange);
                    return result instanceof Issued issued ? verify(known, current, issued.tokens()) : done(result);
                })
                .thenCompose(result -> readsProfile && result instanceof Issued issued
                        ? describe(known, issued.tokens())
                        : done(result));
    }

    private CompletableFuture<TokenResult> verify(Known known, TokenSet current, TokenSet refreshed) {
        if (refreshed.idToken() == null) {
            return done(new Issued(refreshed.withMissingFrom(current), null));
        }
        return idTokens.verify(known, refreshed.idToken()).thenCompose(verdict -> {
            String fault = fault(verdict, current, refreshed);
            if (fault != null) {
                var unused = revocation.revoke(refreshed);
                return done(new Rejected("refreshed ID token rejected: " + fault));
            }
            TokenSet usable = verdict instanceof Verified ? refreshed : withoutIdToken(refreshed);
            return done(new Issued(usable.withMissingFrom(current), null));
        });
    }

    /** Without the issuer's keys nothing is known against the new ID token; the old one is kept then. */
    private @Nullable String fault(ValidationResult verdict, TokenSet current, TokenSet refreshed) {
        if (verdict instanceof Undecided undecided) {
            LOG.log(
                    Level.WARNING,
                    "Provider {0}: a refreshed ID token is dropped: {1}",
                    settings.name(),
                    undecided.reason());
            return null;
        }
        return verdict instanceof Refused refused
                ? refused.reason()
                : rules.faultAtRefresh(IdTokenValidator.claims((Verified) verdict), original(current), refreshed);
    }

    /** What the sign-in said: the last ID token says it again, but for what it may leave out. */
    private static Claims original(TokenSet current) {
        Claims last = Claims.ofJwt(current.idToken());
        SignInClaims signIn = current.signIn();
        return signIn == null ? last : last.with("nonce", signIn.nonce()).with("auth_time", signIn.authTime());
    }

    private static TokenSet withoutIdToken(TokenSet tokens) {
        return new TokenSet(
                tokens.accessToken(),
                tokens.refreshToken(),
                null,
                tokens.obtainedAt(),
                tokens.expiresAt(),
                tokens.refreshExpiresAt());
    }

    private CompletableFuture<TokenResult> describe(Known known, TokenSet tokens) {
        Claims idToken = Claims.ofJwt(tokens.idToken());
        return userInfo.read(known, tokens.accessToken(), String.valueOf(idToken.text("sub")))
                .thenApply(profile -> {
                    if (profile instanceof Read read) {
                        return new Issued(
                                tokens,
                                new OidcUserMapper(settings, idToken, read.claims(), Claims.ofJwt(tokens.accessToken()))
                                        .user());
                    }
                    LOG.log(
                            Level.WARNING,
                            "Provider {0}: the profile was not read again: {1}",
                            settings.name(),
                            ((NotRead) profile).failure().reason());
                    return new Issued(tokens, null);
                });
    }

    private static CompletableFuture<TokenResult> done(TokenResult result) {
        return CompletableFuture.completedFuture(result);
    }
}

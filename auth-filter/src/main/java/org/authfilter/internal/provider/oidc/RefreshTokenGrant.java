package org.authfilter.internal.provider.oidc;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import org.authfilter.User;
import org.authfilter.internal.config.OidcSettings;
import org.authfilter.internal.provider.TokenResult;
import org.authfilter.internal.provider.TokenResult.Failure;
import org.authfilter.internal.provider.TokenResult.Issued;
import org.authfilter.internal.provider.TokenResult.Rejected;
import org.authfilter.internal.provider.jose.ValidationResult;
import org.authfilter.internal.token.SignInClaims;
import org.authfilter.internal.token.TokenSet;
import org.jspecify.annotations.Nullable;

/**
 * The refresh token grant (RFC 6749, section 6; OpenID Connect Core 1.0, section 12). Once the issuer has granted new
 * tokens, only an ID token that fails its validation loses them: the former refresh token is spent.
 */
record RefreshTokenGrant(
        OidcSettings settings,
        Discovery discovery,
        ProviderEndpoints endpoints,
        IdTokenValidator idTokens,
        IdTokenClaimsValidator idTokenClaims,
        UserInfo userInfo,
        TokenRevocation revocation,
        Clock clock) {

    private static final Logger LOG = System.getLogger("org.authfilter.provider");

    CompletableFuture<TokenResult> refresh(TokenSet current, String refreshToken, boolean readsProfile) {
        return discovery
                .current()
                .thenCompose(discovered -> discovered.fold(
                        provider -> requestTokens(provider, current, refreshToken, readsProfile),
                        RefreshTokenGrant::done));
    }

    private CompletableFuture<TokenResult> requestTokens(
            DiscoveredProvider provider, TokenSet current, String refreshToken, boolean readsProfile) {
        Form form = Form.empty()
                .with("grant_type", "refresh_token")
                .with("refresh_token", refreshToken)
                .withEach("resource", settings.resources());
        return endpoints
                .post(
                        provider,
                        ProviderMetadata::tokenEndpoint,
                        provider.metadata().tokenEndpoint(),
                        form)
                .thenCompose(outcome -> {
                    TokenResult result = new TokenResponse(clock).parse(outcome);
                    return result instanceof Issued issued
                            ? validateIdToken(provider, current, issued.tokens())
                            : done(result);
                })
                .thenCompose(result -> readsProfile && result instanceof Issued issued
                        ? readUserInfo(provider, issued.tokens())
                        : done(result));
    }

    private CompletableFuture<TokenResult> validateIdToken(
            DiscoveredProvider provider, TokenSet current, TokenSet refreshed) {
        if (refreshed.idToken() == null) {
            return done(new Issued(refreshed.withMissingFrom(current), null));
        }
        return idTokens.validate(provider, refreshed.idToken())
                .thenApply(validation -> applyValidation(validation, current, refreshed));
    }

    private TokenResult applyValidation(ValidationResult validation, TokenSet current, TokenSet refreshed) {
        return validation.fold(
                valid -> {
                    String error = idTokenClaims.errorAtRefresh(Claims.of(valid), signInClaims(current), refreshed);
                    return error == null ? issued(refreshed, current) : rejected(error, refreshed);
                },
                reason -> rejected(reason, refreshed),
                reason -> {
                    LOG.log(
                            Level.WARNING,
                            "Provider {0}: a refreshed ID token is dropped: {1}",
                            settings.name(),
                            reason);
                    return issued(withoutIdToken(refreshed), current);
                });
    }

    private static TokenResult issued(TokenSet refreshed, TokenSet current) {
        return new Issued(refreshed.withMissingFrom(current), null);
    }

    private TokenResult rejected(String reason, TokenSet refreshed) {
        var unused = revocation.revoke(refreshed);
        return new Rejected("refreshed ID token rejected: " + reason);
    }

    /** The claims of the sign-in: the last ID token repeats them, but for those that it may leave out. */
    private static Claims signInClaims(TokenSet current) {
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

    private CompletableFuture<TokenResult> readUserInfo(DiscoveredProvider provider, TokenSet tokens) {
        Claims idToken = Claims.ofJwt(tokens.idToken());
        return userInfo.read(provider, tokens.accessToken(), idToken.text("sub"))
                .thenApply(read ->
                        new Issued(tokens, read.fold(claims -> user(idToken, claims, tokens), this::keepKnownUser)));
    }

    private User user(Claims idToken, Claims userInfoClaims, TokenSet tokens) {
        return new OidcUserMapper(settings, idToken, userInfoClaims, Claims.ofJwt(tokens.accessToken())).user();
    }

    private @Nullable User keepKnownUser(Failure failure) {
        LOG.log(Level.WARNING, "Provider {0}: the profile was not read again: {1}", settings.name(), failure.reason());
        return null;
    }

    private static CompletableFuture<TokenResult> done(TokenResult result) {
        return CompletableFuture.completedFuture(result);
    }
}

package org.authfilter.internal.provider.oidc;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.authfilter.internal.config.OidcSettings;
import org.authfilter.internal.provider.TokenResult;
import org.authfilter.internal.provider.TokenResult.Failure;
import org.authfilter.internal.provider.TokenResult.Issued;
import org.authfilter.internal.provider.oidc.RefreshedIdTokens.Accepted;
import org.authfilter.internal.token.TokenSet;

/**
 * The refresh token grant (RFC 6749, section 6; OpenID Connect Core 1.0, section 12). Once the issuer has granted new
 * tokens, only an ID token that contradicts the sign-in loses them: the former refresh token is spent.
 */
record RefreshTokenGrant(
        OidcSettings settings,
        Discovery discovery,
        ProviderEndpoints endpoints,
        RefreshedIdTokens refreshedIdTokens,
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
        Instant sentAt = clock.instant();
        return endpoints
                .post(
                        provider,
                        ProviderMetadata::tokenEndpoint,
                        provider.metadata().tokenEndpoint(),
                        form)
                .thenCompose(outcome -> {
                    TokenResult result = new TokenResponse(sentAt, clock).parse(outcome);
                    return result instanceof Issued issued
                            ? complete(provider, current, issued.tokens(), readsProfile)
                            : done(result);
                });
    }

    private CompletableFuture<TokenResult> complete(
            DiscoveredProvider provider, TokenSet current, TokenSet refreshed, boolean readsProfile) {
        return refreshedIdTokens
                .validate(provider, current, refreshed)
                .thenCompose(validated -> validated.fold(
                        accepted -> readsProfile
                                ? readUserInfo(provider, current, accepted)
                                : done(issued(current, accepted, Claims.NONE)),
                        contradiction -> {
                            var unused = revocation.revoke(refreshed);
                            return done(contradiction);
                        }));
    }

    private CompletableFuture<TokenResult> readUserInfo(
            DiscoveredProvider provider, TokenSet current, Accepted accepted) {
        TokenSet tokens = accepted.tokens();
        return userInfo.read(
                        provider,
                        tokens.accessToken(),
                        Claims.ofJwt(tokens.idToken()).text("sub"))
                .thenApply(read -> issued(current, accepted, read.fold(claims -> claims, this::keepKnownUser)));
    }

    private TokenResult issued(TokenSet current, Accepted accepted, Claims userInfoClaims) {
        TokenSet tokens = accepted.tokens();
        return Issued.refreshed(
                tokens,
                new OidcUserMapper(settings)
                        .update(
                                accepted.idToken(),
                                userInfoClaims,
                                Claims.ofJwt(current.accessToken()),
                                Claims.ofJwt(tokens.accessToken())));
    }

    private Claims keepKnownUser(Failure failure) {
        LOG.log(Level.WARNING, "Provider {0}: the profile was not read again: {1}", settings.name(), failure.reason());
        return Claims.NONE;
    }

    private static CompletableFuture<TokenResult> done(TokenResult result) {
        return CompletableFuture.completedFuture(result);
    }
}

package org.authfilter.provider.oidc;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import org.authfilter.config.OidcSettings;
import org.authfilter.provider.TokenResult;
import org.authfilter.provider.TokenResult.Issued;
import org.authfilter.provider.TokenResult.Rejected;
import org.authfilter.provider.jose.Verdict;
import org.authfilter.provider.jose.Verdict.Refused;
import org.authfilter.provider.jose.Verdict.Undecided;
import org.authfilter.provider.jose.Verdict.Verified;
import org.authfilter.provider.oidc.Discovered.Known;
import org.authfilter.provider.oidc.Discovered.Unknown;
import org.authfilter.provider.oidc.ProfileResult.NotRead;
import org.authfilter.provider.oidc.ProfileResult.Read;
import org.authfilter.token.SignInClaims;
import org.authfilter.token.TokenSet;
import org.jspecify.annotations.Nullable;

/**
 * Presents a refresh token (RFC 6749, section 6; OpenID Connect Core 1.0, section 12). Once the issuer has given new
 * tokens, nothing but a foreign ID token loses them: the old refresh token is spent.
 */
record TokenRenewal(
        OidcSettings settings,
        Discovery discovery,
        IssuerCalls calls,
        IdTokens idTokens,
        IdTokenRules rules,
        UserInfo userInfo,
        Revocation revocation,
        Clock clock) {

    private static final Logger LOG = System.getLogger(OidcTokenProvider.class.getName());

    CompletableFuture<TokenResult> renew(TokenSet current, String refreshToken, boolean readsProfile) {
        return discovery
                .current()
                .thenCompose(discovered -> discovered instanceof Known known
                        ? renew(known, current, refreshToken, readsProfile)
                        : done(((Unknown) discovered).failure()));
    }

    private CompletableFuture<TokenResult> renew(
            Known known, TokenSet current, String refreshToken, boolean readsProfile) {
        Form form = Form.empty()
                .with("grant_type", "refresh_token")
                .with("refresh_token", refreshToken)
                .withEach("resource", settings.resources());
        return calls.post(
                        known, ProviderMetadata::tokenEndpoint, known.metadata().tokenEndpoint(), form)
                .thenCompose(exchange -> {
                    TokenResult result = new TokenAnswer(clock).judge(exchange);
                    return result instanceof Issued issued ? verify(known, current, issued.tokens()) : done(result);
                })
                .thenCompose(result -> readsProfile && result instanceof Issued issued
                        ? describe(known, issued.tokens())
                        : done(result));
    }

    private CompletableFuture<TokenResult> verify(Known known, TokenSet current, TokenSet renewed) {
        if (renewed.idToken() == null) {
            return done(new Issued(renewed.orKept(current), null));
        }
        return idTokens.verify(known, renewed.idToken()).thenCompose(verdict -> {
            String fault = fault(verdict, current, renewed);
            if (fault != null) {
                var unused = revocation.revoke(renewed);
                return done(new Rejected("R13: " + fault));
            }
            TokenSet usable = verdict instanceof Verified ? renewed : withoutIdToken(renewed);
            return done(new Issued(usable.orKept(current), null));
        });
    }

    /** Without the issuer's keys nothing is known against the new ID token; the old one is kept then. */
    private @Nullable String fault(Verdict verdict, TokenSet current, TokenSet renewed) {
        if (verdict instanceof Undecided undecided) {
            LOG.log(
                    Level.WARNING,
                    "Provider {0}: a renewed ID token is dropped: {1}",
                    settings.name(),
                    undecided.reason());
            return null;
        }
        return verdict instanceof Refused refused
                ? refused.reason()
                : rules.faultAtRefresh(IdTokens.claims((Verified) verdict), original(current), renewed);
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
                                new OidcUser(settings, idToken, read.claims(), Claims.ofJwt(tokens.accessToken()))
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

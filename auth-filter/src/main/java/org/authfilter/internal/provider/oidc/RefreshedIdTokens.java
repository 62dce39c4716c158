package org.authfilter.internal.provider.oidc;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.authfilter.internal.provider.Result;
import org.authfilter.internal.provider.TokenResult.Rejected;
import org.authfilter.internal.token.SignInClaims;
import org.authfilter.internal.token.TokenSet;

/**
 * Validates the ID tokens of refreshes (R13; OpenID Connect Core 1.0, section 12.2). One that contradicts the sign-in is
 * rejected. One that can't be verified, that is known already or that tells another time of authentication is dropped,
 * which is logged once for each reason: the other tokens are kept. Thread-safe.
 */
final class RefreshedIdTokens {

    private static final Logger LOG = System.getLogger("org.authfilter.provider");

    private final String provider;
    private final IdTokenValidator idTokens;
    private final IdTokenClaimsValidator claimsValidator;
    private final Set<String> logged = ConcurrentHashMap.newKeySet();

    RefreshedIdTokens(String provider, IdTokenValidator idTokens, IdTokenClaimsValidator claimsValidator) {
        this.provider = provider;
        this.idTokens = idTokens;
        this.claimsValidator = claimsValidator;
    }

    /**
     * A refreshed token set that is used.
     *
     * @param tokens the set, completed by the tokens of the former set
     * @param idToken the verified claims about the user in the refreshed ID token; none if there are none
     */
    record Accepted(TokenSet tokens, Claims idToken) {}

    /** The set without an ID token that is dropped; {@code Rejected} if the ID token contradicts the sign-in. */
    CompletableFuture<Result<Accepted>> validate(DiscoveredProvider from, TokenSet current, TokenSet refreshed) {
        String idToken = refreshed.idToken();
        if (idToken == null) {
            return CompletableFuture.completedFuture(accepted(refreshed, current, Claims.NONE));
        }
        if (idToken.equals(current.idToken())) {
            return CompletableFuture.completedFuture(
                    withoutIdToken(refreshed, current, "it is the former one", Claims.NONE));
        }
        return idTokens.validateRefreshed(from, idToken)
                .thenApply(validation -> validation.fold(
                        valid -> compare(Claims.of(valid), current, refreshed),
                        reason -> withoutIdToken(refreshed, current, reason, Claims.NONE),
                        reason -> withoutIdToken(refreshed, current, reason, Claims.NONE)));
    }

    private Result<Accepted> compare(Claims claims, TokenSet current, TokenSet refreshed) {
        Claims signIn = signInClaims(current);
        String contradiction = claimsValidator.contradiction(claims, signIn);
        if (contradiction != null) {
            return Result.failed(Rejected.forged("refreshed ID token rejected: " + contradiction));
        }
        if (!claimsValidator.isBoundTo(refreshed, claims)) {
            return withoutIdToken(refreshed, current, "at_hash does not match the access token", Claims.NONE);
        }
        return claimsValidator.hasMovedAuthTime(claims, signIn)
                ? withoutIdToken(refreshed, current, "auth_time has changed", claims)
                : accepted(refreshed, current, claims);
    }

    /** The claims of the sign-in: the last ID token repeats them, but for those that it may leave out. */
    private static Claims signInClaims(TokenSet current) {
        Claims last = Claims.ofJwt(current.idToken());
        SignInClaims signIn = current.signIn();
        return signIn == null ? last : last.with("nonce", signIn.nonce()).with("auth_time", signIn.authTime());
    }

    private Result<Accepted> withoutIdToken(TokenSet refreshed, TokenSet current, String reason, Claims claims) {
        if (logged.add(reason)) {
            LOG.log(Level.WARNING, "Provider {0}: a refreshed ID token is dropped: {1}", provider, reason);
        }
        return accepted(
                new TokenSet(
                        refreshed.accessToken(),
                        refreshed.refreshToken(),
                        null,
                        refreshed.obtainedAt(),
                        refreshed.expiresAt(),
                        refreshed.refreshExpiresAt()),
                current,
                claims);
    }

    private static Result<Accepted> accepted(TokenSet refreshed, TokenSet current, Claims idToken) {
        return Result.ok(new Accepted(refreshed.withMissingFrom(current), idToken));
    }
}

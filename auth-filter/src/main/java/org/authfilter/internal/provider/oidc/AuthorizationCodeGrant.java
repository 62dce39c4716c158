package org.authfilter.internal.provider.oidc;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.authfilter.internal.config.OidcSettings;
import org.authfilter.internal.provider.Result;
import org.authfilter.internal.provider.TokenResult;
import org.authfilter.internal.provider.TokenResult.Failure;
import org.authfilter.internal.provider.TokenResult.Issued;
import org.authfilter.internal.provider.TokenResult.Misconfigured;
import org.authfilter.internal.provider.TokenResult.Rejected;
import org.authfilter.internal.provider.TokenResult.Unavailable;
import org.authfilter.internal.provider.jose.ValidationResult;
import org.authfilter.internal.provider.oidc.SignInResult.Completed;
import org.authfilter.internal.provider.oidc.SignInResult.Denied;
import org.authfilter.internal.token.SignInClaims;
import org.authfilter.internal.token.TokenSet;
import org.jspecify.annotations.Nullable;

/**
 * The authorization code grant (RFC 6749, section 4.1), from the authorization response to the user: issuer, error,
 * token request, ID token, UserInfo (OpenID Connect Core 1.0, sections 3.1.2.7, 3.1.3 and 5.3). The first validation
 * that fails ends it.
 */
record AuthorizationCodeGrant(
        OidcSettings settings,
        Discovery discovery,
        ProviderEndpoints endpoints,
        IdTokenValidator idTokens,
        IdTokenClaimsValidator idTokenClaims,
        UserInfo userInfo,
        TokenRevocation revocation,
        Clock clock) {

    CompletableFuture<SignInResult> complete(AuthorizationRequest request, AuthorizationResponse response) {
        return discovery
                .current()
                .thenCompose(discovered -> discovered.fold(
                        provider -> validateResponse(provider, request, response), AuthorizationCodeGrant::failed));
    }

    /** The issuer first: an error counts only if it comes from the right issuer (RFC 9207, section 2.4). */
    private CompletableFuture<SignInResult> validateResponse(
            DiscoveredProvider provider, AuthorizationRequest request, AuthorizationResponse response) {
        String mixUp = issuerError(provider.metadata(), response.issuer());
        if (mixUp != null) {
            return failed(Rejected.forged(mixUp));
        }
        if (response.error() != null) {
            return response.error().equals("access_denied")
                    ? CompletableFuture.completedFuture(new Denied())
                    : failed(new Rejected("the provider responded with the error " + printable(response.error())));
        }
        return response.code() == null
                ? failed(new Rejected("the authorization response has no code"))
                : requestTokens(provider, request, response.code());
    }

    private static @Nullable String issuerError(ProviderMetadata metadata, @Nullable String issuer) {
        if (issuer == null) {
            return metadata.announcesIssuer() ? "iss is missing in the authorization response" : null;
        }
        return issuer.equals(metadata.issuer()) ? null : "unexpected iss in the authorization response";
    }

    private static String printable(String error) {
        return error.matches("[a-z_]{1,40}") ? error : "of an unknown form";
    }

    private CompletableFuture<SignInResult> requestTokens(
            DiscoveredProvider provider, AuthorizationRequest request, String code) {
        Form form = Form.empty()
                .with("grant_type", "authorization_code")
                .with("code", code)
                .with("redirect_uri", request.redirectUri())
                .with("code_verifier", request.codeVerifier())
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
                            ? validateIdToken(provider, request, issued.tokens())
                                    .thenApply(signIn -> revokeIfFailed(signIn, issued.tokens()))
                            : failed((Failure) result);
                });
    }

    /** The code was redeemed, so the tokens of a sign-in that fails then would stay valid (R19). */
    private SignInResult revokeIfFailed(SignInResult result, TokenSet tokens) {
        if (result instanceof SignInResult.Failed) {
            var unused = revocation.revoke(tokens);
        }
        return result;
    }

    private CompletableFuture<SignInResult> validateIdToken(
            DiscoveredProvider provider, AuthorizationRequest request, TokenSet tokens) {
        if (tokens.idToken() == null) {
            return failed(Misconfigured.maybeProcessed("the token response has no id_token"));
        }
        return idTokens.validate(provider, tokens.idToken())
                .thenCompose(validation -> claims(validation, request, tokens)
                        .fold(
                                claims -> readUserInfo(
                                        provider, tokens.withSignIn(signInClaims(request, claims)), claims),
                                AuthorizationCodeGrant::failed));
    }

    private static SignInClaims signInClaims(AuthorizationRequest request, Claims claims) {
        Instant issuedAt = claims.time("iat");
        return new SignInClaims(
                request.nonce(),
                claims.number("auth_time"),
                claims.text("acr"),
                claims.texts("amr"),
                issuedAt == null ? null : issuedAt.getEpochSecond());
    }

    private Result<Claims> claims(ValidationResult validation, AuthorizationRequest request, TokenSet tokens) {
        return validation.fold(
                valid -> {
                    Claims claims = Claims.of(valid);
                    String error = claims.text("sub") == null
                            ? "sub is missing"
                            : idTokenClaims.errorAtSignIn(claims, request, tokens, clock.instant());
                    return error == null ? Result.ok(claims) : Result.failed(Rejected.forged("ID token: " + error));
                },
                reason -> Result.failed(Rejected.forged("ID token: " + reason)),
                reason -> Result.failed(Unavailable.maybeProcessed(reason)));
    }

    private CompletableFuture<SignInResult> readUserInfo(DiscoveredProvider provider, TokenSet tokens, Claims idToken) {
        return userInfo.read(provider, tokens.accessToken(), idToken.text("sub"))
                .thenApply(read -> read.fold(
                        claims -> new Completed(
                                tokens,
                                new OidcUserMapper(settings).user(idToken, claims, Claims.ofJwt(tokens.accessToken())),
                                idToken.text("sid")),
                        SignInResult.Failed::new));
    }

    private static CompletableFuture<SignInResult> failed(Failure failure) {
        return CompletableFuture.completedFuture(new SignInResult.Failed(failure));
    }
}

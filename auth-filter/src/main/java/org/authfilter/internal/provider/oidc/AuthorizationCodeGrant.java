package org.authfilter.internal.provider.oidc;

import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import org.authfilter.internal.config.OidcSettings;
import org.authfilter.internal.provider.TokenResult;
import org.authfilter.internal.provider.TokenResult.Failure;
import org.authfilter.internal.provider.TokenResult.Issued;
import org.authfilter.internal.provider.TokenResult.Misconfigured;
import org.authfilter.internal.provider.TokenResult.Rejected;
import org.authfilter.internal.provider.TokenResult.Unavailable;
import org.authfilter.internal.provider.jose.ValidationResult;
import org.authfilter.internal.provider.jose.ValidationResult.Refused;
import org.authfilter.internal.provider.jose.ValidationResult.Undecided;
import org.authfilter.internal.provider.jose.ValidationResult.Verified;
import org.authfilter.internal.provider.oidc.Discovered.Known;
import org.authfilter.internal.provider.oidc.Discovered.Unknown;
import org.authfilter.internal.provider.oidc.ProfileResult.NotRead;
import org.authfilter.internal.provider.oidc.ProfileResult.Read;
import org.authfilter.internal.provider.oidc.SignInResult.Completed;
import org.authfilter.internal.provider.oidc.SignInResult.Denied;
import org.authfilter.internal.provider.oidc.SignInResult.Failed;
import org.authfilter.internal.token.SignInClaims;
import org.authfilter.internal.token.TokenSet;
import org.jspecify.annotations.Nullable;

/**
 * From the authorization response to who the user is: issuer, error, code for tokens, ID token, UserInfo (OpenID Connect
 * Core 1.0, sections 3.1.2.7, 3.1.3 and 5.3). The first thing that does not hold ends it.
 */
record AuthorizationCodeGrant(
        OidcSettings settings,
        Discovery discovery,
        ProviderEndpoints calls,
        IdTokenValidator idTokens,
        IdTokenClaimsValidator rules,
        UserInfo userInfo,
        Clock clock) {

    CompletableFuture<SignInResult> complete(AuthorizationRequest request, AuthorizationResponse response) {
        return discovery
                .current()
                .thenCompose(discovered -> discovered instanceof Known known
                        ? judgeResponse(known, request, response)
                        : failed(((Unknown) discovered).failure()));
    }

    /** The issuer first: an error, too, counts only if it comes from whom we asked (RFC 9207, section 2.4). */
    private CompletableFuture<SignInResult> judgeResponse(
            Known known, AuthorizationRequest request, AuthorizationResponse response) {
        String foreign = foreignIssuer(known.metadata(), response.issuer());
        if (foreign != null) {
            return failed(new Rejected(foreign));
        }
        if (response.error() != null) {
            return response.error().equals("access_denied")
                    ? CompletableFuture.completedFuture(new Denied())
                    : failed(new Rejected("the provider answered with the error " + printable(response.error())));
        }
        return response.code() == null
                ? failed(new Rejected("there is no code"))
                : exchange(known, request, response.code());
    }

    private static @Nullable String foreignIssuer(ProviderMetadata metadata, @Nullable String issuer) {
        if (issuer == null) {
            return metadata.announcesIssuer() ? "iss is missing in the authorization response" : null;
        }
        return issuer.equals(metadata.issuer()) ? null : "iss of the authorization response is another one";
    }

    private static String printable(String error) {
        return error.matches("[a-z_]{1,40}") ? error : "of no known form";
    }

    private CompletableFuture<SignInResult> exchange(Known known, AuthorizationRequest request, String code) {
        Form form = Form.empty()
                .with("grant_type", "authorization_code")
                .with("code", code)
                .with("redirect_uri", request.redirectUri())
                .with("code_verifier", request.codeVerifier())
                .withEach("resource", settings.resources());
        return calls.post(
                        known, ProviderMetadata::tokenEndpoint, known.metadata().tokenEndpoint(), form)
                .thenCompose(exchange -> {
                    TokenResult result = new TokenResponse(clock).judge(exchange);
                    return result instanceof Issued issued
                            ? verify(known, request, issued.tokens())
                            : failed((Failure) result);
                });
    }

    private CompletableFuture<SignInResult> verify(Known known, AuthorizationRequest request, TokenSet tokens) {
        if (tokens.idToken() == null) {
            return failed(new Misconfigured("the answer has no id_token", true));
        }
        return idTokens.verify(known, tokens.idToken()).thenCompose(verdict -> {
            Failure failure = failure(verdict, request, tokens);
            if (failure != null) {
                return failed(failure);
            }
            Claims claims = IdTokenValidator.claims((Verified) verdict);
            SignInClaims signIn = new SignInClaims(request.nonce(), claims.number("auth_time"));
            return describe(known, tokens.withSignIn(signIn), claims);
        });
    }

    private @Nullable Failure failure(ValidationResult verdict, AuthorizationRequest request, TokenSet tokens) {
        if (verdict instanceof Undecided undecided) {
            return new Unavailable(undecided.reason(), true, false, null);
        }
        if (verdict instanceof Refused refused) {
            return new Rejected("ID token: " + refused.reason());
        }
        String fault =
                rules.faultAtSignIn(IdTokenValidator.claims((Verified) verdict), request, tokens, clock.instant());
        return fault == null ? null : new Rejected("ID token: " + fault);
    }

    private CompletableFuture<SignInResult> describe(Known known, TokenSet tokens, Claims idToken) {
        return userInfo.read(known, tokens.accessToken(), String.valueOf(idToken.text("sub")))
                .thenApply(profile -> profile instanceof Read read
                        ? new Completed(
                                tokens,
                                new OidcUserMapper(settings, idToken, read.claims(), Claims.ofJwt(tokens.accessToken()))
                                        .user())
                        : new Failed(((NotRead) profile).failure()));
    }

    private static CompletableFuture<SignInResult> failed(Failure failure) {
        return CompletableFuture.completedFuture(new Failed(failure));
    }
}

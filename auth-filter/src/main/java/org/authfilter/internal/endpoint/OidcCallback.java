package org.authfilter.internal.endpoint;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.authfilter.ErrorCode;
import org.authfilter.internal.provider.TokenResult.Failure;
import org.authfilter.internal.provider.TokenResult.Rejected;
import org.authfilter.internal.provider.UnverifiedJwt;
import org.authfilter.internal.provider.oidc.AuthorizationRequest;
import org.authfilter.internal.provider.oidc.AuthorizationResponse;
import org.authfilter.internal.provider.oidc.OidcTokenProvider;
import org.authfilter.internal.provider.oidc.SignInResult;
import org.authfilter.internal.provider.oidc.SignInResult.Completed;
import org.authfilter.internal.provider.oidc.SignInResult.Denied;
import org.authfilter.internal.provider.oidc.SignInResult.Failed;
import org.authfilter.internal.session.SignInTransaction;
import org.authfilter.internal.token.TokenSet;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /callback/{provider}}: the answer of a provider. It counts only for a sign-in that this very browser has
 * started with this very provider, and only once.
 */
final class OidcCallback implements Endpoint {

    /** Discovery, tokens, keys, UserInfo; one that hangs ends them all. */
    private static final int MOST_CALLS = 3;

    private final EndpointParts parts;
    private final SignIns signIns;
    private final OidcTokenProvider provider;

    OidcCallback(EndpointParts parts, SignIns signIns, OidcTokenProvider provider) {
        this.parts = parts;
        this.signIns = signIns;
        this.provider = provider;
    }

    @Override
    public void serve(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException {
        Optional<SignInTransaction> transaction = parts.sessions()
                .transactions(request)
                .take(single(request, "state"), parts.clock().instant());
        if (transaction.isEmpty()) {
            refuse(
                    request,
                    response,
                    null,
                    "this browser has started no sign-in with this state, or it was answered before or too late");
            return;
        }
        String callbackUrl = transaction.get().callbackUrl();
        if (!isOurs(transaction.get())) {
            refuse(request, response, callbackUrl, "this sign-in was started with another provider");
            return;
        }
        SignInResult result = parts.awaiting()
                .answer(
                        provider.complete(expected(transaction.get()), answer(request)),
                        parts.settings().refresh().tokenRequestTimeout().multipliedBy(MOST_CALLS),
                        Failed::new,
                        this::revokeWhatArrivesLate);
        if (result instanceof Completed authenticated) {
            begin(request, response, authenticated);
            String goOn = parts.site().callbackUrlOrRoot(request, callbackUrl);
            parts.answers().redirect(response, parts.site().location(request, goOn));
        } else if (result instanceof Denied) {
            Failure denied = new Rejected("the provider answered access_denied");
            fail(request, response, callbackUrl, denied, ErrorCode.ACCESS_DENIED);
        } else {
            fail(request, response, callbackUrl, ((Failed) result).failure(), ErrorCode.OAUTH_CALLBACK);
        }
    }

    private void revokeWhatArrivesLate(SignInResult result) {
        if (result instanceof Completed authenticated) {
            var unused = provider.revoke(authenticated.tokens());
        }
    }

    private boolean isOurs(SignInTransaction transaction) {
        return transaction.provider().equals(provider.name())
                && transaction.issuer().equals(provider.issuer());
    }

    private static AuthorizationRequest expected(SignInTransaction transaction) {
        return new AuthorizationRequest(
                transaction.state(),
                transaction.nonce(),
                transaction.codeVerifier(),
                transaction.redirectUri(),
                transaction.maxAge());
    }

    private static AuthorizationResponse answer(HttpServletRequest request) {
        return new AuthorizationResponse(
                single(request, "code"), Submission.parameter(request, "error"), single(request, "iss"));
    }

    /** A parameter that must not be repeated (RFC 6749, section 3.1); a repeated one counts as a wrong one. */
    private static @Nullable String single(HttpServletRequest request, String name) {
        String first = Submission.parameter(request, name);
        return first != null && request.getParameterValues(name).length > 1 ? "" : first;
    }

    private void begin(HttpServletRequest request, HttpServletResponse response, Completed authenticated)
            throws IOException, ServletException {
        TokenSet tokens = authenticated.tokens();
        String providerSession = UnverifiedJwt.read(String.valueOf(tokens.idToken()))
                .map(UnverifiedJwt::sessionId)
                .orElse(null);
        signIns.begin(request, response, provider.name(), authenticated.user(), tokens, providerSession);
    }

    private void refuse(
            HttpServletRequest request, HttpServletResponse response, @Nullable String callbackUrl, String reason) {
        fail(request, response, callbackUrl, new Rejected(reason), ErrorCode.OAUTH_CALLBACK);
    }

    private void fail(
            HttpServletRequest request,
            HttpServletResponse response,
            @Nullable String callbackUrl,
            Failure failure,
            ErrorCode refused) {
        ErrorCode error = failure.errorCode(refused);
        signIns.failed(provider.name(), failure, error);
        signIns.backToPage(request, response, callbackUrl, error);
    }
}

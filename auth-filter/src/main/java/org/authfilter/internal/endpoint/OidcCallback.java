package org.authfilter.internal.endpoint;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import org.authfilter.ErrorCode;
import org.authfilter.internal.config.Deadlines;
import org.authfilter.internal.provider.TokenResult.Failure;
import org.authfilter.internal.provider.TokenResult.Rejected;
import org.authfilter.internal.provider.oidc.AuthorizationRequest;
import org.authfilter.internal.provider.oidc.AuthorizationResponse;
import org.authfilter.internal.provider.oidc.OidcTokenProvider;
import org.authfilter.internal.provider.oidc.SignInResult;
import org.authfilter.internal.provider.oidc.SignInResult.Completed;
import org.authfilter.internal.provider.oidc.SignInResult.Denied;
import org.authfilter.internal.provider.oidc.SignInResult.Failed;
import org.authfilter.internal.session.Sessions;
import org.authfilter.internal.session.SignInTransaction;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /callback/{provider}}: the authorization response (OpenID Connect Core 1.0, section 3.1.2.5). It is accepted
 * once, and only for a sign-in transaction that this browser has started with this provider.
 */
final class OidcCallback implements Endpoint {

    private final OidcTokenProvider provider;
    private final Sessions sessions;
    private final SignIns signIns;
    private final SignInWait wait;
    private final Deadlines deadlines;
    private final Clock clock;

    OidcCallback(
            OidcTokenProvider provider,
            Sessions sessions,
            SignIns signIns,
            SignInWait wait,
            Deadlines deadlines,
            Clock clock) {
        this.provider = provider;
        this.sessions = sessions;
        this.signIns = signIns;
        this.wait = wait;
        this.deadlines = deadlines;
        this.clock = clock;
    }

    @Override
    public void serve(EndpointContext ctx) throws IOException, ServletException {
        Optional<SignInTransaction> transaction =
                sessions.transactions(ctx.request()).take(ctx.submission().single("state"), clock.instant());
        if (transaction.isEmpty()) {
            fail(ctx, null, new Rejected("unknown, expired or already used state"), ErrorCode.OAUTH_CALLBACK);
        } else if (!isOfThisProvider(transaction.get())) {
            Failure failure = new Rejected("the sign-in was started with another provider");
            fail(ctx, transaction.get().callbackUrl(), failure, ErrorCode.OAUTH_CALLBACK);
        } else {
            complete(ctx, transaction.get());
        }
    }

    private void complete(EndpointContext ctx, SignInTransaction transaction) throws IOException, ServletException {
        String callbackUrl = transaction.callbackUrl();
        SignInResult result = wait.result(
                provider.complete(request(transaction), response(ctx)),
                deadlines.authorizationResponse(),
                Failed::new,
                this::revokeIfCompleted);
        if (result instanceof Completed completed) {
            begin(ctx, completed);
            ctx.redirect(ctx.orRoot(callbackUrl));
        } else if (result instanceof Denied) {
            fail(ctx, callbackUrl, new Rejected("the provider responded access_denied"), ErrorCode.ACCESS_DENIED);
        } else {
            fail(ctx, callbackUrl, ((Failed) result).failure(), ErrorCode.OAUTH_CALLBACK);
        }
    }

    private void revokeIfCompleted(SignInResult late) {
        if (late instanceof Completed completed) {
            var unused = provider.revoke(completed.tokens());
        }
    }

    private boolean isOfThisProvider(SignInTransaction transaction) {
        return transaction.provider().equals(provider.name())
                && transaction.issuer().equals(provider.issuer());
    }

    private static AuthorizationRequest request(SignInTransaction transaction) {
        return new AuthorizationRequest(
                transaction.state(),
                transaction.nonce(),
                transaction.codeVerifier(),
                transaction.redirectUri(),
                transaction.maxAge());
    }

    private static AuthorizationResponse response(EndpointContext ctx) {
        Submission parameters = ctx.submission();
        return new AuthorizationResponse(parameters.single("code"), parameters.get("error"), parameters.single("iss"));
    }

    private void begin(EndpointContext ctx, Completed completed) throws IOException, ServletException {
        signIns.begin(ctx, provider.name(), completed.user(), completed.tokens(), completed.providerSession());
    }

    private void fail(EndpointContext ctx, @Nullable String callbackUrl, Failure failure, ErrorCode ifRejected) {
        ErrorCode error = failure.errorCode(ifRejected);
        signIns.failed(provider.name(), failure, error);
        ctx.backToSignIn(callbackUrl, error);
    }
}

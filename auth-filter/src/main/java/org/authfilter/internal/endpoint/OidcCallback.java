package org.authfilter.internal.endpoint;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.authfilter.ErrorCode;
import org.authfilter.internal.config.Deadlines;
import org.authfilter.internal.issuer.IssuerCall;
import org.authfilter.internal.issuer.IssuerCalls;
import org.authfilter.internal.provider.TokenResult.Failure;
import org.authfilter.internal.provider.TokenResult.Rejected;
import org.authfilter.internal.provider.oidc.AuthorizationRequest;
import org.authfilter.internal.provider.oidc.AuthorizationResponse;
import org.authfilter.internal.provider.oidc.OidcTokenProvider;
import org.authfilter.internal.provider.oidc.SignInResult;
import org.authfilter.internal.provider.oidc.SignInResult.Completed;
import org.authfilter.internal.provider.oidc.SignInResult.Denied;
import org.authfilter.internal.provider.oidc.SignInResult.Failed;
import org.authfilter.internal.transaction.SignInTransaction;
import org.authfilter.internal.transaction.TransactionCookies;
import org.authfilter.internal.transaction.UsedStates;
import org.jspecify.annotations.Nullable;

/**
 * {@code /callback/{provider}}: the authorization response (OpenID Connect Core 1.0, section 3.1.2.5), by GET or, if
 * {@code response-mode} is {@code form_post}, by POST. It is accepted once, and only for a sign-in transaction that this
 * browser has started with this provider.
 */
final class OidcCallback implements Endpoint {

    private static final List<String> PARAMETERS = List.of("code", "error", "iss");
    private static final int MOST_CHARS_OF_RESPONSE = 2000;

    private static final Rejected DENIED = new Rejected("the provider responded access_denied");

    private final OidcTokenProvider provider;
    private final TransactionCookies transactions;
    private final UsedStates usedStates;
    private final SignIns signIns;
    private final SignInWait wait;
    private final Deadlines deadlines;
    private final ProviderCallLimit callLimit;

    OidcCallback(
            OidcTokenProvider provider,
            TransactionCookies transactions,
            UsedStates usedStates,
            SignIns signIns,
            SignInWait wait,
            Deadlines deadlines,
            ProviderCallLimit callLimit) {
        this.provider = provider;
        this.transactions = transactions;
        this.usedStates = usedStates;
        this.signIns = signIns;
        this.wait = wait;
        this.deadlines = deadlines;
        this.callLimit = callLimit;
    }

    @Override
    public void serve(EndpointContext ctx) throws IOException, ServletException {
        if (StrictCookieHop.isNeeded(ctx)) {
            StrictCookieHop.hop(ctx, "/callback/" + provider.name());
            return;
        }
        String state = ctx.submission().single("state");
        Optional<SignInTransaction> transaction =
                transactions.take(ctx.request(), ctx.response(), provider.name(), state);
        if (transaction.isPresent() && keepsPost(ctx, transaction.get())) {
            transactions.add(
                    ctx.request(),
                    ctx.response(),
                    transaction.get().withPosted(ctx.submission().form(PARAMETERS)));
            ctx.redirect(withState(ctx, state));
        } else if (transaction.isPresent() && usedStates.add(transaction.get().state())) {
            complete(ctx, transaction.get());
        } else {
            refuse(ctx, state, transaction);
        }
    }

    /**
     * Whether a posted response has to be kept by the browser, which comes back with GET then: it has a session, whose
     * cookie it does not send with a POST of another site. A longer response does not fit into a cookie.
     */
    private static boolean keepsPost(EndpointContext ctx, SignInTransaction transaction) {
        return transaction.posted() != null
                && ctx.isPost()
                && ctx.submission().form(PARAMETERS).length() <= MOST_CHARS_OF_RESPONSE;
    }

    private String withState(EndpointContext ctx, @Nullable String state) {
        return ctx.endpoint("/callback/" + provider.name()) + "?state=" + state;
    }

    /**
     * A browser that is signed in, and comes back to a callback, goes to the page that the sign-in led to. With a POST of
     * another site it sends no session cookie, so it comes back with GET first.
     */
    private void refuse(EndpointContext ctx, @Nullable String state, Optional<SignInTransaction> transaction)
            throws IOException {
        String target = usedStates.target(state);
        if (target != null && ctx.isPost()) {
            ctx.redirect(withState(ctx, state));
        } else if (target != null && signIns.isSignedIn(ctx)) {
            ctx.redirect(target);
        } else {
            String callbackUrl = transaction.map(SignInTransaction::callbackUrl).orElse(null);
            fail(ctx, callbackUrl, new Rejected("unknown, expired or already used state"), ErrorCode.OAUTH_CALLBACK);
        }
    }

    private void complete(EndpointContext ctx, SignInTransaction transaction) throws IOException, ServletException {
        String callbackUrl = transaction.callbackUrl();
        if (!callLimit.begin(ctx.clientAddress()).isZero()) {
            fail(ctx, callbackUrl, OidcSignIn.TOO_MANY, ErrorCode.TEMPORARILY_UNAVAILABLE);
            return;
        }
        ctx.findSession();
        AuthorizationResponse response = response(ctx, transaction);
        IssuerCall<SignInResult> call = new IssuerCall<>(
                null, () -> provider.complete(request(transaction), response), OidcCallback::failure, Failed::new);
        SignInResult result = wait.signIn(
                        provider.name(), call, deadlines.authorizationResponse(), this::revokeIfCompleted)
                .orElseGet(() -> new Failed(IssuerCalls.tooSlow()));
        if (result instanceof Completed completed) {
            begin(ctx, completed, transaction);
        } else if (result instanceof Denied) {
            fail(ctx, callbackUrl, DENIED, ErrorCode.ACCESS_DENIED);
        } else {
            fail(ctx, callbackUrl, ((Failed) result).failure(), ErrorCode.OAUTH_CALLBACK);
        }
    }

    private static @Nullable Failure failure(SignInResult result) {
        return result instanceof Completed ? null : result instanceof Failed failed ? failed.failure() : DENIED;
    }

    private void revokeIfCompleted(SignInResult late) {
        if (late instanceof Completed completed) {
            var unused = provider.revoke(completed.tokens());
        }
    }

    private static AuthorizationRequest request(SignInTransaction transaction) {
        return new AuthorizationRequest(
                transaction.state(),
                transaction.nonce(),
                transaction.codeVerifier(),
                transaction.redirectUri(),
                transaction.maxAge());
    }

    private static AuthorizationResponse response(EndpointContext ctx, SignInTransaction transaction) {
        String posted = transaction.posted();
        Submission parameters =
                posted == null || posted.isEmpty() || ctx.isPost() ? ctx.submission() : Submission.ofForm(posted);
        return new AuthorizationResponse(parameters.single("code"), parameters.get("error"), parameters.single("iss"));
    }

    /**
     * If another tab has completed a sign-in at the same moment, this one may have no HTTP session left. The other one
     * counts then; a revocation of the tokens of this one would end it at many providers.
     */
    private void begin(EndpointContext ctx, Completed completed, SignInTransaction transaction)
            throws IOException, ServletException {
        String target = ctx.orRoot(transaction.callbackUrl());
        if (signIns.begin(ctx, provider.name(), completed.user(), completed.tokens(), completed.providerSession())) {
            usedStates.signedIn(transaction.state(), target);
        }
        StrictCookieHop.proceed(ctx, target);
    }

    private void fail(EndpointContext ctx, @Nullable String callbackUrl, Failure failure, ErrorCode ifRejected) {
        ErrorCode error = failure.errorCode(ifRejected);
        signIns.failed(provider.name(), failure, error);
        ctx.backToSignIn(callbackUrl, error);
    }
}

package org.authfilter.internal.endpoint;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.authfilter.ErrorCode;
import org.authfilter.internal.config.Deadlines;
import org.authfilter.internal.provider.Result;
import org.authfilter.internal.provider.TokenResult.Rejected;
import org.authfilter.internal.provider.oidc.AuthorizationRequest;
import org.authfilter.internal.provider.oidc.AuthorizationStart;
import org.authfilter.internal.provider.oidc.OidcTokenProvider;
import org.authfilter.internal.transaction.SignInTransaction;
import org.authfilter.internal.transaction.TransactionCookies;
import org.jspecify.annotations.Nullable;

/** {@code /signin/{provider}}: starts a sign-in transaction and sends the browser to the OpenID Provider. */
final class OidcSignIn {

    /** For a client whose requests cause too many calls of the provider. */
    static final Rejected TOO_MANY = new Rejected("too many sign-ins from one address within a minute");

    /** The longest parameter that is handed on to the provider: servers limit the header of a response. */
    private static final int MOST_CHARS = 500;

    private final TransactionCookies transactions;
    private final SignIns signIns;
    private final SignInWait wait;
    private final Deadlines deadlines;
    private final ProviderCallLimit callLimit;
    private final Clock clock;

    OidcSignIn(
            TransactionCookies transactions,
            SignIns signIns,
            SignInWait wait,
            Deadlines deadlines,
            ProviderCallLimit callLimit,
            Clock clock) {
        this.transactions = transactions;
        this.signIns = signIns;
        this.wait = wait;
        this.deadlines = deadlines;
        this.callLimit = callLimit;
        this.clock = clock;
    }

    void start(EndpointContext ctx, OidcTokenProvider provider) throws IOException {
        Duration pause = provider.mayPushRequests() ? callLimit.begin(ctx.clientAddress()) : Duration.ZERO;
        if (!pause.isZero()) {
            ErrorCode error = ErrorCode.TEMPORARILY_UNAVAILABLE;
            signIns.failed(provider.name(), TOO_MANY, error);
            ctx.fail(error, pause);
            return;
        }
        String redirectUri = ctx.absoluteEndpoint("/callback/" + provider.name());
        Result<AuthorizationStart> start = wait.result(
                provider.name(),
                provider.prepare(redirectUri, requestedParameters(ctx)),
                deadlines.authorizationRequest(),
                Result::failed);
        if (start instanceof Result.Ok<AuthorizationStart> prepared) {
            AuthorizationStart request = prepared.value();
            boolean keepsPost = provider.isFormPost() && ctx.request().getSession(false) != null;
            transactions.add(
                    ctx.request(),
                    ctx.response(),
                    transaction(provider, request.request(), ctx.callbackUrl(), keepsPost ? "" : null));
            ctx.proceedToProvider(request.location());
        } else if (start instanceof Result.Failed<AuthorizationStart> failed) {
            ErrorCode error = failed.failure().errorCode(ErrorCode.OAUTH_SIGNIN);
            signIns.failed(provider.name(), failed.failure(), error);
            ctx.fail(error);
        }
    }

    private static Map<String, String> requestedParameters(EndpointContext ctx) {
        Map<String, String> requested = new HashMap<>();
        for (String name : OidcTokenProvider.freeParameters()) {
            String value = ctx.submission().get(name);
            if (value != null && !value.isBlank() && value.length() <= MOST_CHARS) {
                requested.put(name, value);
            }
        }
        return requested;
    }

    private SignInTransaction transaction(
            OidcTokenProvider provider,
            AuthorizationRequest request,
            @Nullable String callbackUrl,
            @Nullable String posted) {
        return new SignInTransaction(
                provider.name(),
                request.state(),
                request.nonce(),
                request.codeVerifier(),
                request.redirectUri(),
                request.maxAge(),
                callbackUrl,
                posted,
                clock.instant());
    }
}

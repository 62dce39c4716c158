package org.authfilter.internal.endpoint;

import jakarta.json.JsonValue;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.authfilter.ErrorCode;
import org.authfilter.User;
import org.authfilter.internal.config.Deadlines;
import org.authfilter.internal.issuer.IssuerCall;
import org.authfilter.internal.issuer.IssuerCalls;
import org.authfilter.internal.provider.TokenResult;
import org.authfilter.internal.provider.TokenResult.Failure;
import org.authfilter.internal.provider.TokenResult.Issued;
import org.authfilter.internal.provider.TokenResult.Rejected;
import org.authfilter.internal.provider.TokenResult.Unavailable;
import org.authfilter.internal.provider.credentials.CredentialsTokenProvider;
import org.authfilter.internal.throttle.SignInAttempts;
import org.authfilter.internal.throttle.SignInAttempts.Throttled;
import org.authfilter.internal.token.TokenSet;
import org.authfilter.spi.SignInAttempt;
import org.authfilter.spi.SignInThrottle.Outcome;

/** {@code POST /signin/{provider}}: sends the login fields to the backend and stores its tokens in the session. */
final class CredentialsSignIn implements Endpoint {

    private final CredentialsTokenProvider provider;
    private final SignIns signIns;
    private final SignInAttempts attempts;
    private final SignInWait wait;
    private final Deadlines deadlines;

    CredentialsSignIn(
            CredentialsTokenProvider provider,
            SignIns signIns,
            SignInAttempts attempts,
            SignInWait wait,
            Deadlines deadlines) {
        this.provider = provider;
        this.signIns = signIns;
        this.attempts = attempts;
        this.wait = wait;
        this.deadlines = deadlines;
    }

    @Override
    public void serve(EndpointContext ctx) throws IOException, ServletException {
        Map<String, JsonValue> fields = new LinkedHashMap<>();
        for (String field : provider.settings().formFields()) {
            JsonValue value = ctx.submission().value(field);
            if (value != null) {
                fields.put(field, value);
            } else if (!provider.settings().optionalFields().contains(field)) {
                fail(ctx, new Rejected("the field " + field + " is missing"));
                return;
            }
        }
        Throttled attempt = attempts.begin(attempt(ctx));
        if (attempt.isRefused()) {
            signIns.throttled(attempt.attempt());
            ctx.tooManySignIns(attempt.retryAfter());
            return;
        }
        ctx.findSession();
        TokenResult result = signIn(attempt, fields);
        if (result instanceof Issued issued && issued.user() != null) {
            begin(ctx, issued.user(), issued.tokens());
        } else {
            fail(ctx, (Failure) result);
        }
    }

    private void begin(EndpointContext ctx, User user, TokenSet tokens) throws IOException, ServletException {
        if (signIns.begin(ctx, provider.name(), user, tokens, null)) {
            ctx.proceed(ctx.callbackUrlOrRoot());
        } else {
            var unused = provider.revoke(tokens);
            fail(ctx, Unavailable.notProcessed("the HTTP session ended during the sign-in"));
        }
    }

    /** The {@code callbackUrl} is in the body as well, so it is not known. */
    @Override
    public void refuseMalformed(EndpointContext ctx) throws IOException {
        ErrorCode error = ErrorCode.CREDENTIALS_SIGNIN;
        if (ctx.isPage()) {
            ctx.backToSignIn(null, error);
        } else {
            ctx.problem(HttpServletResponse.SC_BAD_REQUEST, error);
        }
    }

    private SignInAttempt attempt(EndpointContext ctx) {
        String first = ctx.submission().get(provider.settings().loginFields().get(0));
        String loginName = first == null ? "" : first;
        return new SignInAttempt(provider.name(), loginName, ctx.clientAddress());
    }

    private TokenResult signIn(Throttled attempt, Map<String, JsonValue> fields) {
        IssuerCall<TokenResult> call =
                new IssuerCall<>(null, () -> provider.signIn(fields), TokenResult::failure, refused -> refused);
        Optional<TokenResult> result =
                wait.signIn(provider.name(), call, deadlines.credentialsSignIn(), late -> endLate(attempt, late));
        result.ifPresent(inTime -> attempt.ended(outcome(inTime)));
        return result.orElseGet(IssuerCalls::tooSlow);
    }

    /** An attempt ends when the backend responds, even if its request waits no longer: every guess is counted. */
    private void endLate(Throttled attempt, TokenResult result) {
        attempt.ended(outcome(result));
        if (result instanceof Issued issued) {
            var unused = provider.revoke(issued.tokens());
        }
    }

    private static Outcome outcome(TokenResult result) {
        if (result instanceof Rejected) {
            return Outcome.FAILED;
        }
        return result instanceof Issued ? Outcome.SUCCEEDED : Outcome.UNDECIDED;
    }

    private void fail(EndpointContext ctx, Failure failure) throws IOException {
        ErrorCode error = failure.errorCode(ErrorCode.CREDENTIALS_SIGNIN);
        signIns.failed(provider.name(), failure, error);
        ctx.fail(error, retryAfter(failure));
    }

    private static Duration retryAfter(Failure failure) {
        Duration requested = failure instanceof Unavailable unavailable ? unavailable.retryAfter() : null;
        return requested == null ? Deadlines.RETRY_AFTER : requested;
    }
}

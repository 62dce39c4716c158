package org.authfilter.internal.endpoint;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.authfilter.ErrorCode;
import org.authfilter.internal.endpoint.Submission.MalformedException;
import org.authfilter.internal.provider.TokenResult;
import org.authfilter.internal.provider.TokenResult.Failure;
import org.authfilter.internal.provider.TokenResult.Issued;
import org.authfilter.internal.provider.TokenResult.Rejected;
import org.authfilter.internal.provider.TokenResult.Unavailable;
import org.authfilter.internal.provider.credentials.CredentialsTokenProvider;
import org.authfilter.internal.throttle.SignInAttempts.Throttled;
import org.authfilter.internal.web.RequestKind;
import org.authfilter.spi.SignInAttempt;
import org.authfilter.spi.SignInThrottle.Outcome;
import org.jspecify.annotations.Nullable;

/** {@code POST /signin/{provider}}: the login fields go to the backend, and its tokens into the session. */
final class CredentialsSignIn implements Endpoint {

    private static final Duration SHORT_WHILE = Duration.ofSeconds(1);
    private static final Duration GRACE = Duration.ofSeconds(1);

    /** For tokens, for the keys that verify them, and for the profile. */
    private static final int CALLS = 3;

    private final EndpointParts parts;
    private final SignIns signIns;
    private final CredentialsTokenProvider provider;

    CredentialsSignIn(EndpointParts parts, SignIns signIns, CredentialsTokenProvider provider) {
        this.parts = parts;
        this.signIns = signIns;
        this.provider = provider;
    }

    /** The body that answers a call. */
    public record Done(String url) {}

    @Override
    public void serve(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException {
        try {
            Submission submission = Submission.of(request);
            if (parts.sameOrigin().isProven(request, submission.csrfToken(request))) {
                signIn(request, response, submission);
            } else {
                parts.refusals().csrfRejected(request, response);
            }
        } catch (MalformedException malformed) {
            refuse(request, response);
        }
    }

    /** Where to go on stands in the body as well, and is unknown. */
    private void refuse(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ErrorCode error = ErrorCode.CREDENTIALS_SIGNIN;
        if (RequestKind.of(request) == RequestKind.PAGE) {
            signIns.backToPage(request, response, null, error);
        } else {
            parts.refusals().problem(request, response, HttpServletResponse.SC_BAD_REQUEST, error);
        }
    }

    private void signIn(HttpServletRequest request, HttpServletResponse response, Submission submission)
            throws IOException, ServletException {
        String given = submission.get("callbackUrl");
        Map<String, String> fields = new LinkedHashMap<>();
        for (String field : provider.settings().loginFields()) {
            String value = submission.get(field);
            if (value == null || value.isEmpty()) {
                fail(request, response, given, new Rejected("the field " + field + " is missing"));
                return;
            }
            fields.put(field, value);
        }
        Throttled attempt = parts.attempts().begin(attempt(request, fields));
        if (attempt.isRefused()) {
            signIns.throttled(attempt.attempt());
            parts.refusals().tooManySignIns(request, response, attempt.retryAfter(), given);
            return;
        }
        TokenResult result = ask(attempt, fields);
        if (result instanceof Issued issued && issued.user() != null) {
            signIns.begin(request, response, provider.name(), issued.user(), issued.tokens(), null);
            succeed(request, response, given);
        } else {
            fail(request, response, given, (Failure) result);
        }
    }

    private SignInAttempt attempt(HttpServletRequest request, Map<String, String> fields) {
        String loginName = fields.getOrDefault(provider.settings().loginFields().get(0), "");
        String address = request.getRemoteAddr();
        return new SignInAttempt(provider.name(), loginName, address == null ? "" : address);
    }

    private TokenResult ask(Throttled attempt, Map<String, String> fields) {
        CompletableFuture<TokenResult> call = SignInWait.settled(call(fields), TokenResult.class::cast);
        Optional<TokenResult> answer = parts.awaiting().answerInTime(call, deadline(), late -> endLate(attempt, late));
        answer.ifPresent(result -> attempt.ended(outcome(result)));
        return answer.orElseGet(SignInWait::tooLate);
    }

    private CompletableFuture<TokenResult> call(Map<String, String> fields) {
        try {
            return provider.signIn(fields);
        } catch (RuntimeException broken) {
            return CompletableFuture.failedFuture(broken);
        }
    }

    /** An attempt is under way until the backend has judged it, whether or not anybody waits: guesses stay counted. */
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

    private Duration deadline() {
        return parts.settings()
                .refresh()
                .tokenRequestTimeout()
                .multipliedBy(CALLS)
                .plus(GRACE);
    }

    private void succeed(HttpServletRequest request, HttpServletResponse response, @Nullable String given)
            throws IOException {
        String goOn = parts.site().callbackUrlOrRoot(request, given);
        if (RequestKind.of(request) == RequestKind.PAGE) {
            parts.answers().redirect(response, parts.site().location(request, goOn));
        } else {
            parts.answers().json(response, HttpServletResponse.SC_OK, new Done(goOn));
        }
    }

    private void fail(HttpServletRequest request, HttpServletResponse response, @Nullable String given, Failure failure)
            throws IOException {
        ErrorCode error = failure.errorCode(ErrorCode.CREDENTIALS_SIGNIN);
        signIns.failed(provider.name(), failure, error);
        if (RequestKind.of(request) == RequestKind.PAGE) {
            signIns.backToPage(request, response, given, error);
        } else if (failure instanceof Rejected) {
            parts.refusals().problem(request, response, HttpServletResponse.SC_UNAUTHORIZED, error);
        } else {
            parts.refusals().serviceUnavailable(request, response, error, retryAfter(failure));
        }
    }

    private static Duration retryAfter(Failure failure) {
        Duration asked = failure instanceof Unavailable unavailable ? unavailable.retryAfter() : null;
        return asked == null ? SHORT_WHILE : asked;
    }
}

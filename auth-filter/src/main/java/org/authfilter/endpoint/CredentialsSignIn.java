package org.authfilter.endpoint;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.authfilter.ErrorCode;
import org.authfilter.SignInFailed;
import org.authfilter.SignedIn;
import org.authfilter.User;
import org.authfilter.endpoint.Submission.MalformedException;
import org.authfilter.provider.TokenResult;
import org.authfilter.provider.TokenResult.Failure;
import org.authfilter.provider.TokenResult.Issued;
import org.authfilter.provider.TokenResult.Misconfigured;
import org.authfilter.provider.TokenResult.Rejected;
import org.authfilter.provider.TokenResult.Unavailable;
import org.authfilter.provider.credentials.CredentialsTokenProvider;
import org.authfilter.refresh.CurrentVisitor;
import org.authfilter.refresh.Visitor;
import org.authfilter.session.UserSession;
import org.authfilter.web.RequestKind;
import org.authfilter.web.SessionCookieHeader;
import org.jspecify.annotations.Nullable;

/** {@code POST /signin/{provider}}: the login fields go to the backend, and its tokens into the session. */
final class CredentialsSignIn implements Endpoint {

    private static final Logger LOG = System.getLogger(CredentialsSignIn.class.getName());
    private static final Duration SHORT_WHILE = Duration.ofSeconds(1);
    private static final Duration GRACE = Duration.ofSeconds(1);

    /** For tokens, for the keys that verify them, and for the profile. */
    private static final int CALLS = 3;

    private final EndpointParts parts;
    private final CredentialsTokenProvider provider;

    CredentialsSignIn(EndpointParts parts, CredentialsTokenProvider provider) {
        this.parts = parts;
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
                parts.refusals().fromElsewhere(request, response);
            }
        } catch (MalformedException malformed) {
            parts.refusals()
                    .problem(request, response, HttpServletResponse.SC_BAD_REQUEST, ErrorCode.CREDENTIALS_SIGNIN);
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
        TokenResult result = await(provider.signIn(fields));
        if (result instanceof Issued issued && issued.user() != null) {
            begin(request, issued, issued.user());
            SessionCookieHeader.complete(request, response);
            succeed(request, response, given);
        } else {
            fail(request, response, given, (Failure) result);
        }
    }

    /** Each call ends by its own deadline; the grace covers a thread that is slow to tell. */
    private TokenResult await(CompletableFuture<TokenResult> call) {
        try {
            Duration deadline = parts.settings()
                    .refresh()
                    .tokenRequestTimeout()
                    .multipliedBy(CALLS)
                    .plus(GRACE);
            return call.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new Unavailable("the request was interrupted", true, false, null);
        } catch (ExecutionException | TimeoutException failed) {
            var unused = call.thenAccept(this::revokeWhatArrivesLate);
            return new Unavailable(
                    "the call did not end well: " + failed.getClass().getSimpleName(), true, false, null);
        }
    }

    private void revokeWhatArrivesLate(TokenResult result) {
        if (result instanceof Issued issued) {
            var unused = provider.revoke(issued.tokens());
        }
    }

    private void begin(HttpServletRequest request, Issued issued, User user) throws IOException, ServletException {
        Instant now = parts.clock().instant();
        UserSession session =
                new UserSession(UUID.randomUUID().toString(), provider.name(), user, issued.tokens(), now, now);
        UserSession previous = parts.sessions().begin(request, session);
        if (previous != null && previous.isSameUserAs(session)) {
            parts.freshTokens().endings().superseded(previous);
        } else if (previous != null) {
            parts.freshTokens().endings().replaced(previous);
        }
        Visitor visitor = new Visitor(parts.sessions().of(request), parts.freshTokens());
        CurrentVisitor.run(visitor, () -> parts.events().accept(new SignedIn(user, provider.name())));
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
        Level level = failure instanceof Misconfigured ? Level.ERROR : Level.INFO;
        LOG.log(level, "Provider {0}: a sign-in failed: {1}", provider.name(), failure.reason());
        ErrorCode error = errorOf(failure);
        parts.events().accept(new SignInFailed(provider.name(), error));
        if (RequestKind.of(request) == RequestKind.PAGE) {
            String page = parts.site().signIn(request, parts.site().callbackUrl(request, given), error);
            parts.answers().redirect(response, parts.site().location(request, page));
        } else if (failure instanceof Rejected) {
            parts.refusals().problem(request, response, HttpServletResponse.SC_UNAUTHORIZED, error);
        } else {
            parts.refusals().notNow(request, response, error, retryAfter(failure));
        }
    }

    private static Duration retryAfter(Failure failure) {
        Duration asked = failure instanceof Unavailable unavailable ? unavailable.retryAfter() : null;
        return asked == null ? SHORT_WHILE : asked;
    }

    private static ErrorCode errorOf(Failure failure) {
        if (failure instanceof Rejected) {
            return ErrorCode.CREDENTIALS_SIGNIN;
        }
        return failure instanceof Misconfigured ? ErrorCode.CONFIGURATION : ErrorCode.TEMPORARILY_UNAVAILABLE;
    }
}

package org.authfilter.internal.endpoint;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.authfilter.ErrorCode;
import org.authfilter.User;
import org.authfilter.event.SignInFailed;
import org.authfilter.event.SignedIn;
import org.authfilter.internal.provider.TokenResult.Failure;
import org.authfilter.internal.refresh.Caller;
import org.authfilter.internal.refresh.CurrentCaller;
import org.authfilter.internal.session.UserSession;
import org.authfilter.internal.token.TokenSet;
import org.authfilter.internal.web.SessionCookieHeader;
import org.authfilter.spi.SignInAttempt;
import org.jspecify.annotations.Nullable;

/** How sign-ins begin and fail, whoever the provider is. */
final class SignIns {

    private static final Logger LOG = System.getLogger("org.authfilter.endpoint");

    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    private final EndpointParts parts;
    private final AtomicReference<Instant> nextWarning = new AtomicReference<>(Instant.MIN);

    SignIns(EndpointParts parts) {
        this.parts = parts;
    }

    /** Stores who has signed in, as of when the tokens came: the provider may have ended it since. Tells the application. */
    void begin(
            HttpServletRequest request,
            HttpServletResponse response,
            String provider,
            User user,
            TokenSet tokens,
            @Nullable String providerSession)
            throws IOException, ServletException {
        Instant now = parts.clock().instant();
        UserSession session = new UserSession(
                UUID.randomUUID().toString(), provider, user, tokens, tokens.obtainedAt(), now, providerSession);
        UserSession previous = parts.sessions().begin(request, session);
        if (previous != null && previous.isSameUserAs(session)) {
            parts.tokenRefresher().termination().superseded(previous);
        } else if (previous != null) {
            parts.tokenRefresher().termination().replaced(previous);
        }
        Caller caller = new Caller(parts.sessions().of(request), parts.tokenRefresher());
        CurrentCaller.run(caller, () -> parts.events().accept(new SignedIn(user, provider)));
        SessionCookieHeader.complete(request, response);
    }

    /** Tells operator and application that nobody has signed in. */
    void failed(String provider, Failure failure, ErrorCode error) {
        LOG.log(failure.logLevel(), "Provider {0}: a sign-in failed: {1}", provider, failure.reason());
        parts.events().accept(new SignInFailed(provider, error));
    }

    /** Tells the application of each attempt that was not made, the operator once a minute: guesses fill no log. */
    void throttled(SignInAttempt attempt) {
        Instant now = parts.clock().instant();
        Instant due = nextWarning.get();
        if (!now.isBefore(due) && nextWarning.compareAndSet(due, now.plus(A_MINUTE))) {
            LOG.log(
                    Level.WARNING,
                    "Provider {0}: too many sign-ins have failed; further ones are refused for a while, this one from"
                            + " {1}; the next warning comes in a minute at the earliest",
                    attempt.provider(),
                    attempt.address());
        }
        parts.events().accept(new SignInFailed(attempt.provider(), ErrorCode.TEMPORARILY_UNAVAILABLE));
    }

    /** Sends a page back to the sign-in page. */
    void backToPage(
            HttpServletRequest request, HttpServletResponse response, @Nullable String callbackUrl, ErrorCode error) {
        String page = parts.site().signIn(request, parts.site().callbackUrl(request, callbackUrl), error);
        parts.answers().redirect(response, parts.site().location(request, page));
    }
}

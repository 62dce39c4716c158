package org.authfilter.internal.endpoint;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Consumer;
import org.authfilter.ErrorCode;
import org.authfilter.User;
import org.authfilter.event.SignInFailed;
import org.authfilter.event.SignedIn;
import org.authfilter.internal.common.LogLimit;
import org.authfilter.internal.provider.TokenResult.Failure;
import org.authfilter.internal.refresh.AuthenticationResult;
import org.authfilter.internal.refresh.AuthenticationResult.Authenticated;
import org.authfilter.internal.refresh.AuthenticationResult.TokenUnavailable;
import org.authfilter.internal.refresh.Caller;
import org.authfilter.internal.refresh.CurrentCaller;
import org.authfilter.internal.refresh.TokenRefresher;
import org.authfilter.internal.session.ActiveSessions;
import org.authfilter.internal.session.HttpSessionStore;
import org.authfilter.internal.session.Sessions;
import org.authfilter.internal.session.TokenEncryption;
import org.authfilter.internal.session.UserSession;
import org.authfilter.internal.token.TokenSet;
import org.authfilter.internal.web.SessionAuthenticator;
import org.authfilter.internal.web.SessionCookieHeader;
import org.authfilter.spi.SignInAttempt;
import org.jspecify.annotations.Nullable;

/** Completes a sign-in with any kind of provider: session, log and events. Thread-safe. */
final class SignIns {

    private static final Logger LOG = System.getLogger("org.authfilter.endpoint");

    private final Sessions sessions;
    private final SessionAuthenticator authenticator;
    private final TokenRefresher tokenRefresher;
    private final Consumer<Object> events;
    private final ActiveSessions activeSessions;
    private final Clock clock;
    private final LogLimit log;

    SignIns(
            Sessions sessions,
            SessionAuthenticator authenticator,
            TokenRefresher tokenRefresher,
            Consumer<Object> events,
            ActiveSessions activeSessions,
            Clock clock,
            InstantSource timer) {
        this.sessions = sessions;
        this.authenticator = authenticator;
        this.tokenRefresher = tokenRefresher;
        this.events = events;
        this.activeSessions = activeSessions;
        this.clock = clock;
        this.log = new LogLimit(timer);
    }

    /**
     * Stores the sign-in in the HTTP session and publishes {@link SignedIn}. It starts when its tokens were obtained, so
     * that a logout by the provider since then ends it.
     *
     * @param providerSession the {@code sid} of the ID token
     * @return {@code false} if another request of the browser has ended the HTTP session meanwhile, and the container has no
     *     other one for this request: nothing is stored
     */
    boolean begin(EndpointContext ctx, String provider, User user, TokenSet tokens, @Nullable String providerSession)
            throws IOException, ServletException {
        UserSession session = new UserSession(
                UUID.randomUUID().toString(),
                provider,
                user,
                tokens,
                tokens.obtainedAt(),
                clock.instant(),
                providerSession);
        HttpSessionStore store = sessions.of(ctx.request(), ctx.response());
        UserSession present = store.load();
        TokenEncryption encryption = present == null ? null : store.encryption(present.id());
        UserSession previous;
        try {
            previous = sessions.begin(ctx.request(), ctx.response(), session);
        } catch (IllegalStateException endedMeanwhile) {
            LOG.log(Level.DEBUG, "Provider {0}: the HTTP session ended during the sign-in", provider);
            return false;
        }
        LOG.log(Level.DEBUG, "Provider {0}: signed in", provider);
        if (tokens.wasExpiredOnArrival()) {
            LOG.log(
                    Level.WARNING,
                    "Provider {0}: the new access token was expired on arrival; compare the clock of this server with"
                            + " the issuer''s, and check expiry-unit",
                    provider);
        }
        if (previous != null && previous.isSameUserAs(session)) {
            tokenRefresher.termination().superseded(previous);
        } else if (previous != null) {
            tokenRefresher.termination().replaced(previous, encryption);
        }
        if (previous != null) {
            activeSessions.ended(previous.provider(), ActiveSessions.subject(previous.user()), previous.id());
        }
        activeSessions.begun(session, ctx.request().getHeader("User-Agent"));
        Caller caller = new Caller(sessions.of(ctx.request(), ctx.response()), tokenRefresher);
        CurrentCaller.run(caller, () -> events.accept(new SignedIn(user, provider)));
        SessionCookieHeader.complete(ctx.request(), ctx.response());
        return true;
    }

    /** Whether the browser has a session of ours; refreshes its tokens when they are due. */
    boolean isSignedIn(EndpointContext ctx) {
        AuthenticationResult result = authenticator.authenticate(sessions.of(ctx.request(), ctx.response()), false);
        return result instanceof Authenticated || result instanceof TokenUnavailable;
    }

    /** Publishes {@link SignInFailed}; logs at most one failure a minute of each provider and error. */
    void failed(String provider, Failure failure, ErrorCode error) {
        log.log(
                LOG,
                failure.logLevel(),
                provider + error + failure.logLevel(),
                "Provider {0}: sign-in failed: {1}",
                provider,
                failure.reason());
        events.accept(new SignInFailed(provider, error));
    }

    /** Publishes {@link SignInFailed} for an attempt that the throttle refused; logs at most one of them a minute. */
    void throttled(SignInAttempt attempt) {
        log.log(
                LOG,
                Level.WARNING,
                attempt.provider(),
                "Provider {0}: too many sign-ins have failed; further ones are refused for a while, this one from"
                        + " {1}; the next warning comes in a minute at the earliest",
                attempt.provider(),
                attempt.address());
        events.accept(new SignInFailed(attempt.provider(), ErrorCode.TEMPORARILY_UNAVAILABLE));
    }
}

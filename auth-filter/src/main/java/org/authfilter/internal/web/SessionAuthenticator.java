package org.authfilter.internal.web;

import java.time.Duration;
import java.util.function.BiFunction;
import org.authfilter.ErrorCode;
import org.authfilter.event.SignedOut.Reason;
import org.authfilter.internal.refresh.AuthenticationResult;
import org.authfilter.internal.refresh.AuthenticationResult.Authenticated;
import org.authfilter.internal.refresh.AuthenticationResult.LogoutUnknown;
import org.authfilter.internal.refresh.AuthenticationResult.SessionEnded;
import org.authfilter.internal.refresh.AuthenticationResult.TokenUnavailable;
import org.authfilter.internal.refresh.AuthenticationResult.Unauthenticated;
import org.authfilter.internal.refresh.TokenRefresher;
import org.authfilter.internal.session.ActiveSessions;
import org.authfilter.internal.session.EndedSession;
import org.authfilter.internal.session.HttpSessionStore;
import org.authfilter.internal.session.LogoutStoreException;
import org.authfilter.internal.session.SessionStore;
import org.authfilter.internal.session.UserSession;
import org.jspecify.annotations.Nullable;

/**
 * Authenticates a request by its session: ends a session that has reached a limit, and refreshes its token set if that
 * is due. Thread-safe.
 */
public final class SessionAuthenticator {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final TokenRefresher tokenRefresher;
    private final ActiveSessions activeSessions;

    public SessionAuthenticator(TokenRefresher tokenRefresher, ActiveSessions activeSessions) {
        this.tokenRefresher = tokenRefresher;
        this.activeSessions = activeSessions;
    }

    /**
     * Authenticates a request.
     *
     * @param isActivity whether the request extends the idle timeout
     */
    public AuthenticationResult authenticate(HttpSessionStore store, boolean isActivity) {
        return authenticate(store, isActivity, tokenRefresher::ensureFresh);
    }

    /** Authenticates a request and refreshes the token set even if that is not due. It does not count as activity. */
    public AuthenticationResult refresh(HttpSessionStore store) {
        return authenticate(store, false, tokenRefresher::refresh);
    }

    /**
     * Returns the session of a request before its token set is refreshed; {@code null} if there is none, or if it has
     * reached a limit and is about to end. Only a session that outlived a restart is refreshed, as its proof.
     */
    @Nullable
    UserSession find(HttpSessionStore store) {
        UserSession session = store.load();
        try {
            if (session == null
                    || tokenRefresher.termination().hasEndedOnAnyNode(session)
                    || store.limitReached(session) != null) {
                return null;
            }
            if (!store.isUnproven(session)) {
                return session;
            }
            return prove(store, session) instanceof Authenticated proved ? proved.session() : null;
        } catch (LogoutStoreException notKnown) {
            return null;
        }
    }

    private AuthenticationResult authenticate(
            HttpSessionStore store,
            boolean isActivity,
            BiFunction<SessionStore, UserSession, AuthenticationResult> refresh) {
        UserSession session = store.load();
        if (session == null) {
            return withoutSession(store);
        }
        if (tokenRefresher.termination().hasEndedOnAnyNode(session)) {
            tokenRefresher.termination().endCopy(store, session);
            return new SessionEnded(ErrorCode.SESSION_EXPIRED);
        }
        Reason limitReached;
        try {
            limitReached = store.limitReached(session);
        } catch (LogoutStoreException notKnown) {
            return new LogoutUnknown(RETRY_AFTER);
        }
        if (limitReached != null) {
            tokenRefresher.termination().end(store, session, limitReached);
            return new SessionEnded(ErrorCode.SESSION_EXPIRED);
        }
        AuthenticationResult proof = store.isUnproven(session) ? prove(store, session) : null;
        if (proof != null && !(proof instanceof Authenticated)) {
            return proof;
        }
        AuthenticationResult result = proof != null ? proof : refresh.apply(store, session);
        if (isActivity) {
            markActive(store, result);
        }
        return result;
    }

    /** After the refresh, so that both are one write of the HTTP session. */
    private void markActive(HttpSessionStore store, AuthenticationResult result) {
        UserSession session = result instanceof Authenticated authenticated
                ? authenticated.session()
                : result instanceof TokenUnavailable unavailable ? unavailable.session() : null;
        if (session != null && store.markActive(session)) {
            var unused = activeSessions.seen(session, store.userAgent());
        }
    }

    /** Refreshes a session that outlived a restart: the provider rejects the refresh token of a session that it has ended. */
    private AuthenticationResult prove(HttpSessionStore store, UserSession session) {
        AuthenticationResult result = tokenRefresher.refresh(store.proving(), session);
        if (result instanceof TokenUnavailable unavailable) {
            return new LogoutUnknown(unavailable.retryAfter());
        }
        if (result instanceof Authenticated authenticated && store.isUnproven(authenticated.session())) {
            tokenRefresher.termination().end(store, session, Reason.EXPIRED);
            return new SessionEnded(ErrorCode.SESSION_EXPIRED);
        }
        return result;
    }

    private AuthenticationResult withoutSession(HttpSessionStore store) {
        EndedSession ended = store.endIfProviderChanged();
        if (ended == null) {
            return new Unauthenticated();
        }
        tokenRefresher.termination().destroyed(ended);
        return new SessionEnded(ErrorCode.SESSION_EXPIRED);
    }
}

package org.authfilter.internal.session;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.util.UUID;
import org.authfilter.internal.config.SessionEnd;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of one application. Changes of one sign-in exclude each other. The locks are striped, so that nothing has
 * to be cleaned up after a sign-in. Thread-safe.
 */
public final class Sessions {

    private static final int STRIPES = 64;

    private final SessionEnd sessionEnd;
    private final SessionLimits limits;
    private final DecodedSessions decoded = new DecodedSessions();
    private final String node = UUID.randomUUID().toString();
    private final Object[] locks = new Object[STRIPES];

    public Sessions(SessionEnd sessionEnd, SessionLimits limits) {
        this.sessionEnd = sessionEnd;
        this.limits = limits;
        for (int i = 0; i < STRIPES; i++) {
            locks[i] = new Object();
        }
    }

    /** Returns the caller's store. It never creates an HTTP session. */
    public HttpSessionStore of(HttpServletRequest request) {
        return new HttpSessionStore(this, request.getSession(false));
    }

    /** Returns the session in an HTTP session that the container is about to destroy; {@code null} if there is none. */
    public static @Nullable UserSession ended(HttpSession session) {
        try {
            return SessionCodec.decode(session.getAttribute(HttpSessionStore.ATTRIBUTE));
        } catch (IllegalStateException invalidated) {
            return null;
        }
    }

    /**
     * Stores a new sign-in under a new session id (session fixation, CWE-384). An HTTP session of another user is
     * invalidated (R16). One of the same user, or an anonymous one, keeps the application's attributes.
     *
     * @return the sign-in that was replaced; {@code null} if there was none
     */
    public @Nullable UserSession begin(HttpServletRequest request, UserSession signedIn) {
        HttpSessionStore store = of(request);
        UserSession previous = store.load();
        if (previous == null) {
            storeInLiveSession(request, signedIn);
            return null;
        }
        if (previous.isSameUserAs(signedIn)) {
            synchronized (lockOf(previous.id())) {
                storeInLiveSession(request, signedIn);
            }
            return previous;
        }
        UserSession replaced = store.endIf(previous.id(), any -> true, SessionEnd.INVALIDATE);
        storeInLiveSession(request, signedIn);
        return replaced;
    }

    private void storeInLiveSession(HttpServletRequest request, UserSession signedIn) {
        try {
            store(request, signedIn);
        } catch (IllegalStateException invalidatedMeanwhile) {
            store(request, signedIn);
        }
    }

    private void store(HttpServletRequest request, UserSession signedIn) {
        boolean existed = request.getSession(false) != null;
        HttpSession session = request.getSession();
        if (existed) {
            request.changeSessionId();
        }
        ShortLivedSession.end(session);
        session.removeAttribute(PendingProviderLogout.ATTRIBUTE);
        outliveIdleTimeout(session);
        session.setAttribute(HttpSessionStore.ATTRIBUTE, SessionCodec.encode(signedIn, node));
    }

    /** The sign-in transactions of this browser. */
    public SignInTransactions transactions(HttpServletRequest request) {
        return new SignInTransactions(request, this);
    }

    private void outliveIdleTimeout(HttpSession session) {
        Duration idleTimeout = limits.idleTimeout();
        int containerSeconds = session.getMaxInactiveInterval();
        if (idleTimeout != null && containerSeconds > 0) {
            int neededSeconds =
                    Math.toIntExact(idleTimeout.plusNanos(999_999_999).toSeconds());
            session.setMaxInactiveInterval(Math.max(containerSeconds, neededSeconds));
        }
    }

    SessionEnd sessionEnd() {
        return sessionEnd;
    }

    SessionLimits limits() {
        return limits;
    }

    DecodedSessions decoded() {
        return decoded;
    }

    /** The id of this application on this server, from its start until it stops. */
    String node() {
        return node;
    }

    Object lockOf(String signInId) {
        return locks[Math.floorMod(signInId.hashCode(), STRIPES)];
    }
}

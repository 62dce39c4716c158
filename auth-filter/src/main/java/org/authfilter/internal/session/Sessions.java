package org.authfilter.internal.session;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.util.UUID;
import org.authfilter.internal.config.SessionEnd;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of one application. A change of one sign-in excludes every other change of it; the locks are striped, so
 * that nothing has to be cleaned up after a sign-in.
 */
public final class Sessions {

    private static final int STRIPES = 64;

    private final SessionEnd sessionEnd;
    private final SessionLimits limits;
    private final String node = UUID.randomUUID().toString();
    private final Object[] locks = new Object[STRIPES];

    public Sessions(SessionEnd sessionEnd, SessionLimits limits) {
        this.sessionEnd = sessionEnd;
        this.limits = limits;
        for (int i = 0; i < STRIPES; i++) {
            locks[i] = new Object();
        }
    }

    /** The caller's store; creates no session. */
    public HttpSessionStore of(HttpServletRequest request) {
        return new HttpSessionStore(this, request.getSession(false));
    }

    /** What a session held that the server or the application has just ended. */
    public static @Nullable UserSession ended(HttpSession session) {
        return HttpSessionStore.read(session);
    }

    /**
     * Stores a new sign-in under a new session id (session fixation). Another user's session is invalidated whole (R16);
     * of the same user's or an anonymous one everything is kept but the sign-in and what a sign-out has left.
     *
     * @return the sign-in that was replaced, if there was one
     */
    public @Nullable UserSession begin(HttpServletRequest request, UserSession signedIn) {
        HttpSessionStore store = of(request);
        UserSession previous = store.load();
        if (previous == null) {
            keepInLiveSession(request, signedIn);
            return null;
        }
        if (previous.isSameUserAs(signedIn)) {
            synchronized (lockOf(previous.id())) {
                keepInLiveSession(request, signedIn);
            }
            return previous;
        }
        UserSession replaced = store.endIf(previous.id(), any -> true, SessionEnd.INVALIDATE);
        keepInLiveSession(request, signedIn);
        return replaced;
    }

    private void keepInLiveSession(HttpServletRequest request, UserSession signedIn) {
        try {
            keep(request, signedIn);
        } catch (IllegalStateException invalidatedMeanwhile) {
            keep(request, signedIn);
        }
    }

    private void keep(HttpServletRequest request, UserSession signedIn) {
        boolean alreadyThere = request.getSession(false) != null;
        HttpSession session = request.getSession();
        if (alreadyThere) {
            request.changeSessionId();
        }
        ShortLivedSession.end(session);
        session.removeAttribute(PendingProviderLogout.ATTRIBUTE);
        outliveIdleTimeout(session);
        session.setAttribute(HttpSessionStore.ATTRIBUTE, SessionCodec.encode(signedIn, node));
    }

    /** The sign-ins that this caller's browser has started. */
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

    /** Names this application on this server, from its start to its end. */
    String node() {
        return node;
    }

    Object lockOf(String signInId) {
        return locks[Math.floorMod(signInId.hashCode(), STRIPES)];
    }
}

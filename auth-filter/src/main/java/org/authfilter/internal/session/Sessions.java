package org.authfilter.internal.session;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.time.Duration;
import java.util.UUID;
import org.authfilter.internal.config.SessionEnd;
import org.authfilter.internal.session.DecodedSessions.Decoded;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of one application. Changes of one sign-in exclude each other. The locks are striped, so that nothing has
 * to be cleaned up after a sign-in. Thread-safe.
 */
public final class Sessions {

    private static final int STRIPES = 64;

    private final SessionEnd sessionEnd;
    private final SessionLimits limits;
    private final ProviderIdentities providers;
    private final DecodedSessions decoded = new DecodedSessions();
    private final String server;
    private final String node;
    private final Object[] locks = new Object[STRIPES];

    /**
     * Creates the sessions of one start of a server.
     *
     * @param server identifies the server: the same text after each start, another one for each other server
     */
    public Sessions(SessionEnd sessionEnd, SessionLimits limits, ProviderIdentities providers, String server) {
        this.sessionEnd = sessionEnd;
        this.server = server + ".";
        this.node = this.server + UUID.randomUUID();
        this.providers = providers;
        this.limits = limits;
        for (int i = 0; i < STRIPES; i++) {
            locks[i] = new Object();
        }
    }

    /** Returns the caller's store. It never creates an HTTP session. */
    public HttpSessionStore of(HttpServletRequest request, HttpServletResponse response) {
        HttpSession httpSession = request.getSession(false);
        RequestExchange exchange = new RequestExchange(request, response);
        return new HttpSessionStore(this, httpSession, exchange.presentedKeys(httpSession), exchange);
    }

    /** Returns the session in an HTTP session that the container is about to destroy; {@code null} if there is none. */
    public @Nullable EndedSession ended(HttpSession session) {
        try {
            Object attribute = session.getAttribute(HttpSessionStore.ATTRIBUTE);
            Decoded known = decoded.find(attribute);
            if (known != null && providers.isUnchanged(session, known.session().provider())) {
                return new EndedSession(known.session());
            }
            SessionIdentity identity = SessionCodec.decodeIdentity(attribute);
            return identity == null ? null : new EndedSession(identity);
        } catch (IllegalStateException invalidated) {
            return null;
        }
    }

    /**
     * Stores a new sign-in under a new key and a new session id (session fixation, CWE-384). An HTTP session that belongs or
     * belonged to another user is invalidated (R16). One of the same user, or an anonymous one, keeps the application's
     * attributes.
     *
     * @return the sign-in that was replaced; {@code null} if there was none
     */
    public @Nullable UserSession begin(HttpServletRequest request, HttpServletResponse response, UserSession signedIn) {
        HttpSessionStore store = of(request, response);
        UserSession previous = store.load();
        if (store.belongsToAnother(signedIn)) {
            UserSession replaced = store.invalidate(previous);
            storeInLiveSession(request, response, signedIn);
            return replaced;
        }
        synchronized (lockOf(previous == null ? signedIn.id() : previous.id())) {
            storeInLiveSession(request, response, signedIn);
        }
        return previous;
    }

    private void storeInLiveSession(HttpServletRequest request, HttpServletResponse response, UserSession signedIn) {
        SessionKey key = SessionKey.create();
        RequestExchange exchange = new RequestExchange(request, response);
        try {
            store(request, signedIn, key);
        } catch (IllegalStateException invalidatedMeanwhile) {
            store(request, signedIn, key);
        }
        exchange.sessionBegun(key);
    }

    private void store(HttpServletRequest request, UserSession signedIn, SessionKey key) {
        boolean existed = request.getSession(false) != null;
        HttpSession session = request.getSession();
        if (existed) {
            request.changeSessionId();
        }
        outliveIdleTimeout(session);
        SessionOwner.remember(session, signedIn);
        providers.remember(session, signedIn.provider());
        write(session, new Decoded(signedIn, key), node);
    }

    /**
     * Stores a session.
     *
     * @throws IllegalStateException if the HTTP session is invalid
     */
    void write(HttpSession httpSession, Decoded session, @Nullable String ownerNode) {
        Serializable value = SessionCodec.encode(session.session(), session.key(), ownerNode);
        decoded.add(value, session);
        httpSession.setAttribute(HttpSessionStore.ATTRIBUTE, value);
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

    ProviderIdentities providers() {
        return providers;
    }

    DecodedSessions decoded() {
        return decoded;
    }

    /** The id of this application on this server, from its start until it stops. */
    String node() {
        return node;
    }

    /**
     * Whether this server obtained the token set before its last start, and has forgotten since which sessions their
     * providers had logged out.
     */
    boolean isRestored(@Nullable String ownerNode) {
        return ownerNode != null
                && ownerNode.startsWith(server)
                && !ownerNode.equals(node)
                && limits.logouts().isForgottenAtRestart();
    }

    Object lockOf(String signInId) {
        return locks[Math.floorMod(signInId.hashCode(), STRIPES)];
    }
}

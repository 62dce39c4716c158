package org.authfilter.internal.session;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.authfilter.internal.config.SessionEnd;
import org.authfilter.internal.session.DecodedSessions.Decoded;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of one application. Changes of one HTTP session exclude each other. The locks are striped, so that nothing
 * has to be cleaned up after a session. Thread-safe.
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
            if (known != null
                    && providers.isUnchanged(
                            session.getAttribute(ProviderIdentities.ATTRIBUTE),
                            known.session().provider())) {
                return new EndedSession(known.session(), known.encryption());
            }
            SessionIdentity identity = SessionCodec.decodeIdentity(attribute);
            return identity == null ? null : new EndedSession(identity.id(), identity.provider(), identity.user());
        } catch (IllegalStateException invalidated) {
            return null;
        }
    }

    /**
     * Stores a new sign-in under a new key and a new session id (session fixation, CWE-384). An HTTP session that belongs or
     * belonged to another user is invalidated (R16). One of the same user, or an anonymous one, keeps the application's
     * attributes.
     *
     * <p>Two sign-ins of one user at the same moment, in two tabs, get one id and one key: the browser stores the cookies
     * of both responses in any order.
     *
     * @return the sign-in that was replaced; {@code null} if there was none
     */
    public @Nullable UserSession begin(HttpServletRequest request, HttpServletResponse response, UserSession signedIn) {
        HttpSession present = request.getSession(false);
        HttpSessionStore store = of(request, response);
        synchronized (lockOf(present)) {
            if (!store.belongsToAnother(signedIn)) {
                Decoded other = present == null ? null : simultaneous(request, present, signedIn);
                UserSession previous = other == null ? store.load() : other.session();
                storeInLiveSession(request, response, signedIn, other == null ? null : other.key());
                return previous;
            }
        }
        UserSession replaced = store.invalidate(store.load());
        storeInLiveSession(request, response, signedIn, null);
        return replaced;
    }

    /** The sign-in of the same user that gave the HTTP session a new id while this request was under way. */
    private @Nullable Decoded simultaneous(HttpServletRequest request, HttpSession present, UserSession signedIn) {
        String requestedId = request.getRequestedSessionId();
        try {
            if (requestedId == null || requestedId.equals(present.getId())) {
                return null;
            }
            Decoded stored = decoded.find(present.getAttribute(HttpSessionStore.ATTRIBUTE));
            return stored != null && stored.session().isSameUserAs(signedIn) ? stored : null;
        } catch (IllegalStateException invalidated) {
            return null;
        }
    }

    /** Stores under {@code knownKey} and the present id; {@code null}: under a new key and a new id. */
    private void storeInLiveSession(
            HttpServletRequest request,
            HttpServletResponse response,
            UserSession signedIn,
            @Nullable SessionKey knownKey) {
        SessionKey key = knownKey == null ? SessionKey.create() : knownKey;
        RequestExchange exchange = new RequestExchange(request, response);
        try {
            if (knownKey == null) {
                changeId(request);
            }
            store(request, signedIn, key);
            if (knownKey != null) {
                exchange.repeatSessionId();
            }
        } catch (IllegalStateException invalidatedMeanwhile) {
            changeId(request);
            store(request, signedIn, key);
        }
        exchange.sessionBegun(key);
    }

    private static void changeId(HttpServletRequest request) {
        if (request.getSession(false) != null) {
            request.changeSessionId();
        }
    }

    private void store(HttpServletRequest request, UserSession signedIn, SessionKey key) {
        HttpSession session = request.getSession();
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
        Map<String, Serializable> members = SessionCodec.encode(session.session(), session.key(), ownerNode);
        Object value = AttributeValues.of(httpSession, members);
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

    /**
     * The lock of an HTTP session. Its creation time stays when its id changes.
     *
     * @return a lock of its own where there is no session, or none any more
     */
    Object lockOf(@Nullable HttpSession session) {
        try {
            return session == null
                    ? new Object()
                    : locks[Math.floorMod(Long.hashCode(session.getCreationTime()), STRIPES)];
        } catch (IllegalStateException invalidated) {
            return new Object();
        }
    }
}

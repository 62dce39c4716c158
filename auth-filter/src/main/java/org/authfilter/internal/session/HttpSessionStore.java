package org.authfilter.internal.session;

import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.authfilter.event.SignedOut.Reason;
import org.authfilter.internal.config.SessionEnd;
import org.authfilter.internal.session.DecodedSessions.Decoded;
import org.jspecify.annotations.Nullable;

/** Stores the caller's session in the HTTP session, which another request may invalidate at any moment. */
public class HttpSessionStore implements SessionStore {

    static final String ATTRIBUTE = ContainerSession.ATTRIBUTE;

    private final Sessions sessions;
    private final ContainerSession container;
    private final PresentedKeys keys;
    private final @Nullable RequestExchange exchange;
    private boolean isServing;
    private boolean isInvalidationPostponed;

    /**
     * Stores the session of one request.
     *
     * @param exchange {@code null}: other threads than the request's use this store
     */
    HttpSessionStore(
            Sessions sessions,
            @Nullable HttpSession httpSession,
            PresentedKeys keys,
            @Nullable RequestExchange exchange) {
        this.sessions = sessions;
        this.container = new ContainerSession(httpSession);
        this.keys = keys;
        this.exchange = exchange;
    }

    @Override
    public @Nullable UserSession load() {
        Decoded decoded = decoded();
        return decoded == null ? null : decoded.session();
    }

    private @Nullable Decoded decoded() {
        Decoded stored = stored();
        return stored == null || !isOfConfiguredProvider(stored) ? null : stored;
    }

    private @Nullable Decoded stored() {
        return sessions.decoded().decode(container.value(), keys);
    }

    private boolean isOfConfiguredProvider(Decoded stored) {
        String provider = stored.session().provider();
        return sessions.providers().isUnchanged(container.value(ProviderIdentities.ATTRIBUTE), provider);
    }

    /**
     * Ends a session whose provider is not configured any more, or is another one by now (R18).
     *
     * @return the session that was ended, without its tokens; {@code null} if there is none of that kind
     */
    public @Nullable EndedSession endIfProviderChanged() {
        Decoded stored;
        synchronized (sessions.lockOf(container.httpSession())) {
            stored = stored();
            if (stored == null || isOfConfiguredProvider(stored) || !container.removeValue()) {
                return null;
            }
            if (sessions.sessionEnd() == SessionEnd.INVALIDATE) {
                container.blockSignIns();
            }
        }
        if (exchange != null) {
            exchange.sessionEnded();
        }
        if (sessions.sessionEnd() == SessionEnd.INVALIDATE) {
            container.invalidate();
        }
        UserSession ended = stored.session();
        return new EndedSession(ended.id(), ended.provider(), ended.user());
    }

    @Override
    public SessionStore detached() {
        return new HttpSessionStore(sessions, container.httpSession(), keys, null);
    }

    @Override
    public @Nullable Reason limitReached(UserSession session) {
        return sessions.limits().reached(session, container.timeout());
    }

    @Override
    public boolean isOwnedElsewhere() {
        return !sessions.node().equals(ownerNode());
    }

    /**
     * Whether the session of an OpenID Provider outlived a restart of this server, so that its provider may have logged it
     * out before or meanwhile. It does not count before a refresh has proved that the provider still knows it.
     */
    public boolean isUnproven(UserSession session) {
        return session.user().issuer() != null && sessions.isRestored(ownerNode());
    }

    /** The same session for the refresh that proves it: no other process can be refreshing it. */
    public SessionStore proving() {
        return new HttpSessionStore(sessions, container.httpSession(), keys, exchange) {
            @Override
            public boolean isOwnedElsewhere() {
                return false;
            }
        };
    }

    @Override
    public boolean prefersOneWriter() {
        return container.prefersOneWriter();
    }

    @Override
    public @Nullable Duration timeout() {
        return container.timeout();
    }

    @Override
    public @Nullable TokenEncryption encryption(String signInId) {
        Decoded stored = decoded(signInId);
        return stored == null ? null : stored.encryption();
    }

    @Override
    public @Nullable UserSession update(String signInId, Function<UserSession, Optional<UserSession>> change) {
        synchronized (sessions.lockOf(container.httpSession())) {
            Decoded stored = decoded(signInId);
            if (stored == null) {
                return null;
            }
            UserSession current = stored.session();
            Optional<UserSession> changed = change.apply(current);
            if (changed.isEmpty()) {
                return current;
            }
            Decoded next = new Decoded(changed.get(), stored.key());
            return write(next, ownerNodeAfter(current, next.session())) ? next.session() : null;
        }
    }

    @Override
    public @Nullable UserSession endIf(String signInId, Predicate<UserSession> condition) {
        UserSession ended = endIf(signInId, condition, sessions.sessionEnd());
        if (ended != null && exchange != null) {
            exchange.sessionEnded();
            if (sessions.sessionEnd() == SessionEnd.FORGET) {
                exchange.changeSessionId();
            }
        }
        return ended;
    }

    @Override
    public @Nullable UserSession endSilently(String signInId) {
        return endIf(signInId, any -> true, sessions.sessionEnd());
    }

    /** Whether the HTTP session belongs, or belonged, to another user (R16). */
    boolean belongsToAnother(UserSession signedIn) {
        return Boolean.TRUE.equals(container.withSession(session -> SessionOwner.isAnother(session, signedIn)));
    }

    /**
     * Invalidates the HTTP session.
     *
     * @return {@code previous} if this call has ended it
     */
    @Nullable
    UserSession invalidate(@Nullable UserSession previous) {
        UserSession ended = previous == null ? null : endIf(previous.id(), any -> true, SessionEnd.INVALIDATE);
        container.invalidate();
        return ended;
    }

    @Nullable
    UserSession endIf(String signInId, Predicate<UserSession> condition, SessionEnd end) {
        UserSession current;
        boolean isInvalidated;
        synchronized (sessions.lockOf(container.httpSession())) {
            Decoded stored = decoded(signInId);
            current = stored == null ? null : stored.session();
            if (current == null || !condition.test(current) || !container.removeValue()) {
                return null;
            }
            isInvalidated = end == SessionEnd.INVALIDATE && !isServing;
            isInvalidationPostponed |= end == SessionEnd.INVALIDATE && isServing;
            if (isInvalidated) {
                container.blockSignIns();
            }
        }
        if (isInvalidated) {
            container.invalidate();
        }
        return current;
    }

    /**
     * Extends the idle timeout. Writes at most once per tenth of it. If another node is about to store the token set of
     * {@code session}, the activity waits for that, up to half of the idle timeout.
     *
     * @return whether this activity, or a later one, is stored
     */
    public boolean markActive(UserSession session) {
        Instant now = sessions.limits().activityToWrite(session, container.timeout());
        UserSession stored = now == null
                ? null
                : update(session.id(), latest -> toMarkActive(session, latest).map(active -> active.activeAt(now)));
        return stored != null && stored.lastActivity().isAfter(session.lastActivity());
    }

    private Optional<UserSession> toMarkActive(UserSession session, UserSession latest) {
        if (!session.hasReplaced(latest)) {
            return Optional.of(latest);
        }
        return sessions.limits().isActivityOverdue(session, container.timeout())
                ? Optional.of(session.continuing(latest))
                : Optional.empty();
    }

    /** The {@code User-Agent} of the request; {@code null} if it has none. */
    public @Nullable String userAgent() {
        return exchange == null ? null : exchange.userAgent();
    }

    private @Nullable Decoded decoded(String signInId) {
        Decoded current = decoded();
        return current != null && current.session().id().equals(signInId) ? current : null;
    }

    private @Nullable String ownerNode() {
        return SessionCodec.ownerNode(container.value());
    }

    private @Nullable String ownerNodeAfter(UserSession before, UserSession after) {
        return before.tokens().isSameAs(after.tokens()) ? ownerNode() : sessions.node();
    }

    private boolean write(Decoded next, @Nullable String ownerNode) {
        return Boolean.TRUE.equals(container.withSession(session -> {
            sessions.write(session, next, ownerNode);
            return true;
        }));
    }

    @Override
    public void beginServing() {
        isServing = true;
    }

    /** A session with a new sign-in in it stays. */
    @Override
    public void endServing() {
        isServing = false;
        if (!isInvalidationPostponed) {
            return;
        }
        isInvalidationPostponed = false;
        synchronized (sessions.lockOf(container.httpSession())) {
            if (load() != null) {
                return;
            }
            container.blockSignIns();
        }
        container.invalidate();
    }
}

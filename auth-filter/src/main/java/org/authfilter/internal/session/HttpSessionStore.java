package org.authfilter.internal.session;

import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.authfilter.event.SignedOut.Reason;
import org.authfilter.internal.config.SessionEnd;
import org.jspecify.annotations.Nullable;

/** Stores the caller's session in the HTTP session, which another request may invalidate at any moment. */
public final class HttpSessionStore implements SessionStore {

    static final String ATTRIBUTE = "org.authfilter.session";

    private final Sessions sessions;
    private final @Nullable HttpSession httpSession;

    HttpSessionStore(Sessions sessions, @Nullable HttpSession httpSession) {
        this.sessions = sessions;
        this.httpSession = httpSession;
    }

    @Override
    public @Nullable UserSession load() {
        try {
            return httpSession == null ? null : sessions.decoded().decode(httpSession.getAttribute(ATTRIBUTE));
        } catch (IllegalStateException invalidated) {
            return null;
        }
    }

    @Override
    public @Nullable Reason limitReached(UserSession session) {
        return sessions.limits().reached(session, containerTimeout());
    }

    @Override
    public boolean isOwnedElsewhere() {
        return !sessions.node().equals(ownerNode());
    }

    @Override
    public @Nullable UserSession update(String signInId, Function<UserSession, Optional<UserSession>> change) {
        synchronized (sessions.lockOf(signInId)) {
            UserSession current = load(signInId);
            if (current == null) {
                return null;
            }
            Optional<UserSession> changed = change.apply(current);
            if (changed.isEmpty()) {
                return current;
            }
            return write(changed.get(), ownerNodeAfter(current, changed.get())) ? changed.get() : null;
        }
    }

    @Override
    public @Nullable UserSession endIf(String signInId, Predicate<UserSession> condition) {
        return endIf(signInId, condition, sessions.sessionEnd());
    }

    @Nullable
    UserSession endIf(String signInId, Predicate<UserSession> condition, SessionEnd end) {
        UserSession current;
        synchronized (sessions.lockOf(signInId)) {
            current = load(signInId);
            if (current == null || !condition.test(current) || !write(null, null)) {
                return null;
            }
        }
        if (end == SessionEnd.INVALIDATE && load() == null) {
            invalidate();
        }
        return current;
    }

    /** Extends the idle timeout; writes at most once per tenth of it. */
    public void markActive(UserSession session) {
        Instant now = sessions.limits().activityToWrite(session, containerTimeout());
        if (now != null) {
            update(session.id(), current -> Optional.of(current.activeAt(now)));
        }
    }

    /** How long the container keeps an idle session; {@code null}: without limit. */
    @Nullable
    Duration containerTimeout() {
        try {
            int seconds = httpSession == null ? 0 : httpSession.getMaxInactiveInterval();
            return seconds <= 0 ? null : Duration.ofSeconds(seconds);
        } catch (IllegalStateException invalidated) {
            return null;
        }
    }

    private @Nullable UserSession load(String signInId) {
        UserSession current = load();
        return current != null && current.id().equals(signInId) ? current : null;
    }

    private @Nullable String ownerNode() {
        try {
            return httpSession == null ? null : SessionCodec.ownerNode(httpSession.getAttribute(ATTRIBUTE));
        } catch (IllegalStateException invalidated) {
            return null;
        }
    }

    private @Nullable String ownerNodeAfter(UserSession before, UserSession after) {
        return before.tokens().isSameAs(after.tokens()) ? ownerNode() : sessions.node();
    }

    private boolean write(@Nullable UserSession session, @Nullable String ownerNode) {
        if (httpSession == null) {
            return false;
        }
        try {
            httpSession.setAttribute(ATTRIBUTE, session == null ? null : SessionCodec.encode(session, ownerNode));
            return true;
        } catch (IllegalStateException invalidated) {
            return false;
        }
    }

    private void invalidate() {
        if (httpSession == null) {
            return;
        }
        try {
            httpSession.invalidate();
        } catch (IllegalStateException alreadyInvalidated) {
            return;
        }
    }
}

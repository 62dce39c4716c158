package org.authfilter.internal.refresh;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.authfilter.internal.session.LogoutStoreException;
import org.authfilter.internal.session.SessionStore;
import org.authfilter.internal.session.TokenEncryption;
import org.authfilter.internal.session.UserSession;
import org.authfilter.internal.token.TokenSet;
import org.jspecify.annotations.Nullable;

/**
 * The session of one sign-in for threads that serve no request. It reads the HTTP session but never writes it, because
 * servers don't replicate a write of another thread. A token set that such a thread refreshes is kept here until the
 * HTTP session changes (R5). Thread-safe.
 */
final class CapturedSessionStore implements SessionStore {

    private final SessionStore stored;
    private final @Nullable String signInId;
    private @Nullable TokenSet replaced;
    private @Nullable UserSession refreshed;
    private boolean hasEnded;

    /**
     * Captures a sign-in.
     *
     * @param now the stored session; {@code null}: this store never has a session
     */
    CapturedSessionStore(SessionStore stored, @Nullable UserSession now) {
        this.stored = stored;
        this.signInId = now == null ? null : now.id();
    }

    @Override
    public synchronized @Nullable UserSession load() {
        UserSession latest = stored.load();
        return latest == null || !isCaptured(latest) ? null : refreshed(latest);
    }

    @Override
    public synchronized boolean isOwnedElsewhere() {
        UserSession latest = stored.load();
        return latest != null && !isReplaced(latest) && stored.isOwnedElsewhere();
    }

    @Override
    public @Nullable TokenEncryption encryption(String id) {
        return stored.encryption(id);
    }

    @Override
    public @Nullable Duration timeout() {
        return stored.timeout();
    }

    private boolean isCaptured(UserSession session) {
        return !hasEnded && session.id().equals(signInId) && isWithinLimits(session);
    }

    /** Work on other threads gets no token as long as it is not known whether the provider has logged the session out. */
    private boolean isWithinLimits(UserSession session) {
        try {
            return stored.limitReached(session) == null;
        } catch (LogoutStoreException notKnown) {
            return false;
        }
    }

    private UserSession refreshed(UserSession latest) {
        return refreshed != null && isReplaced(latest) ? refreshed : latest;
    }

    private boolean isReplaced(UserSession latest) {
        return replaced != null && latest.tokens().isSameAs(replaced);
    }

    @Override
    public synchronized @Nullable UserSession update(String id, Function<UserSession, Optional<UserSession>> change) {
        UserSession latest = stored.load();
        if (latest == null || !isCaptured(latest) || !latest.id().equals(id)) {
            return null;
        }
        UserSession current = refreshed(latest);
        Optional<UserSession> changed = change.apply(current);
        if (changed.isPresent()) {
            replaced = latest.tokens();
            refreshed = changed.get();
        }
        return changed.orElse(current);
    }

    @Override
    public boolean storesForGood() {
        return false;
    }

    /** Ends the session for the captured caller only; the next request ends the HTTP session and reports the error. */
    @Override
    public synchronized @Nullable UserSession endIf(String id, Predicate<UserSession> condition) {
        UserSession session = load();
        if (session != null && session.id().equals(id) && condition.test(session)) {
            hasEnded = true;
        }
        return null;
    }
}

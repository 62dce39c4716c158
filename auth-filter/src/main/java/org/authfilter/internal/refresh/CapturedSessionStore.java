package org.authfilter.internal.refresh;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.authfilter.internal.session.SessionStore;
import org.authfilter.internal.session.UserSession;
import org.authfilter.internal.token.TokenSet;
import org.jspecify.annotations.Nullable;

/**
 * One sign-in as threads see it that serve no request. They read what is stored, but write nothing: servers replicate
 * no write from elsewhere. What they refresh is remembered here, until what is stored changes (R5). Thread-safe.
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
     * @param now what is stored; {@code null}: nobody is signed in, nor will be
     */
    CapturedSessionStore(SessionStore stored, @Nullable UserSession now) {
        this.stored = stored;
        this.signInId = now == null ? null : now.id();
    }

    @Override
    public synchronized @Nullable UserSession load() {
        UserSession held = stored.load();
        return held == null || !isOurs(held) ? null : ahead(held);
    }

    @Override
    public synchronized boolean isOwnedElsewhere() {
        UserSession held = stored.load();
        return held != null && !isReplaced(held) && stored.isOwnedElsewhere();
    }

    private boolean isOurs(UserSession session) {
        return !hasEnded && session.id().equals(signInId) && stored.limitReached(session) == null;
    }

    private UserSession ahead(UserSession held) {
        return refreshed != null && isReplaced(held) ? refreshed : held;
    }

    private boolean isReplaced(UserSession held) {
        return replaced != null && held.tokens().isSameAs(replaced);
    }

    @Override
    public synchronized @Nullable UserSession update(String id, Function<UserSession, Optional<UserSession>> change) {
        UserSession held = stored.load();
        if (held == null || !isOurs(held) || !held.id().equals(id)) {
            return null;
        }
        UserSession seen = ahead(held);
        Optional<UserSession> changed = change.apply(seen);
        if (changed.isPresent()) {
            replaced = held.tokens();
            refreshed = changed.get();
        }
        return changed.orElse(seen);
    }

    @Override
    public boolean storesForGood() {
        return false;
    }

    /** Ends it for the captured caller only: the next request ends the session, and tells its user. */
    @Override
    public synchronized @Nullable UserSession endIf(String id, Predicate<UserSession> condition) {
        UserSession session = load();
        if (session != null && session.id().equals(id) && condition.test(session)) {
            hasEnded = true;
        }
        return null;
    }
}

package org.authfilter.refresh;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.authfilter.session.SessionStore;
import org.authfilter.session.UserSession;

/** A session in memory that counts what is done to it. */
final class MemoryStore implements SessionStore {

    private UserSession stored;
    private final AtomicInteger reads = new AtomicInteger();
    private final AtomicInteger writes = new AtomicInteger();

    MemoryStore(UserSession stored) {
        this.stored = stored;
    }

    @Override
    public synchronized UserSession load() {
        reads.incrementAndGet();
        return stored;
    }

    @Override
    public synchronized UserSession update(String signInId, UnaryOperator<UserSession> change) {
        if (stored == null || !stored.id().equals(signInId)) {
            return null;
        }
        UserSession changed = change.apply(stored);
        if (!changed.equals(stored)) {
            writes.incrementAndGet();
            stored = changed;
        }
        return stored;
    }

    @Override
    public synchronized UserSession endIf(String signInId, Predicate<UserSession> condition) {
        if (stored == null || !stored.id().equals(signInId) || !condition.test(stored)) {
            return null;
        }
        UserSession ended = stored;
        stored = null;
        writes.incrementAndGet();
        return ended;
    }

    synchronized void replace(UserSession other) {
        stored = other;
    }

    int reads() {
        return reads.get();
    }

    int writes() {
        return writes.get();
    }
}

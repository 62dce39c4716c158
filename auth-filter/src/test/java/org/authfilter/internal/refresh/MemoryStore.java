package org.authfilter.internal.refresh;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;
import org.authfilter.event.SignedOut.Reason;
import org.authfilter.internal.session.SessionStore;
import org.authfilter.internal.session.TestEncryption;
import org.authfilter.internal.session.TokenEncryption;
import org.authfilter.internal.session.UserSession;

/** A session in memory that counts its reads and writes. */
final class MemoryStore implements SessionStore {

    static final Duration TIMEOUT = Duration.ofMinutes(30);

    private UserSession stored;
    private Reason limitReached;
    private boolean ownedElsewhere;
    private boolean prefersOneWriter;
    private int readsUntilFailure;
    private final AtomicInteger reads = new AtomicInteger();
    private final AtomicInteger writes = new AtomicInteger();

    MemoryStore(UserSession stored) {
        this.stored = stored;
    }

    @Override
    public synchronized UserSession load() {
        reads.incrementAndGet();
        if (readsUntilFailure-- == 1) {
            throw new IllegalArgumentException("the cluster does not respond");
        }
        return stored;
    }

    @Override
    public synchronized Reason limitReached(UserSession session) {
        return limitReached;
    }

    @Override
    public synchronized boolean isOwnedElsewhere() {
        return ownedElsewhere;
    }

    @Override
    public synchronized UserSession update(String signInId, Function<UserSession, Optional<UserSession>> change) {
        if (stored == null || !stored.id().equals(signInId)) {
            return null;
        }
        change.apply(stored).ifPresent(changed -> {
            writes.incrementAndGet();
            ownedElsewhere &= changed.tokens().isSameAs(stored.tokens());
            stored = changed;
        });
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

    @Override
    public synchronized boolean prefersOneWriter() {
        return prefersOneWriter;
    }

    @Override
    public Duration timeout() {
        return TIMEOUT;
    }

    @Override
    public TokenEncryption encryption(String signInId) {
        return TestEncryption.in(signInId);
    }

    /** From now on the token set is one that another node has obtained. */
    synchronized void failOver() {
        ownedElsewhere = true;
    }

    /** From now on only the node that obtains a token set should store it. */
    synchronized void preferOneWriter() {
        prefersOneWriter = true;
    }

    /** From now on no session of this store may go on. */
    synchronized void reachLimit(Reason reason) {
        limitReached = reason;
    }

    /** Lets the read fail that comes after so many others. */
    synchronized void failReadAfter(int others) {
        readsUntilFailure = others + 1;
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

package org.authfilter.internal.throttle;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.authfilter.spi.SignInAttempt;
import org.authfilter.spi.SignInThrottle;

/**
 * Admits five failures of a login name from an address in any minute, a sliding one, in the memory of this node. A
 * success clears them. An attempt under way counts as a failure, but whoever is in its way only waits for its end: many
 * who sign in at once with the right password are all let in while the provider is quick, and of many guesses at once
 * five get through.
 *
 * <p>Ten thousand names and addresses are remembered at most. When they are all of the last minute, the eldest goes
 * that is not locked out, and only if all are, the eldest of them: to have a name forgotten that is locked out, and win
 * five guesses, somebody has to lock out ten thousand others, by fifty thousand. Thread-safe.
 */
public final class MemorySignInThrottle implements SignInThrottle {

    static final int MOST_ENTRIES = 10_000;
    private static final Duration A_SECOND = Duration.ofSeconds(1);

    private final Duration patience;
    private final Clock clock;
    private final AttemptKeys keys = new AttemptKeys();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition oneHasEnded = lock.newCondition();

    /** What has changed last stands last. */
    private final Map<String, RecentFailures> entries = new LinkedHashMap<>();

    /**
     * Remembers nothing yet.
     *
     * @param patience how long a request waits for attempts under way
     */
    public MemorySignInThrottle(Duration patience, Clock clock) {
        this.patience = patience;
        this.clock = clock;
    }

    @Override
    public Duration admit(SignInAttempt attempt) {
        String key = keys.of(attempt);
        lock.lock();
        try {
            return admit(key);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return A_SECOND;
        } finally {
            lock.unlock();
        }
    }

    private Duration admit(String key) throws InterruptedException {
        long nanosLeft = patience.toNanos();
        RecentFailures failures = failuresOf(key);
        while (!failures.admit(clock.instant())) {
            if (nanosLeft <= 0 || !failures.dependOnWhatIsUnderWay(clock.instant())) {
                return failures.retryAfter(clock.instant());
            }
            nanosLeft = oneHasEnded.awaitNanos(nanosLeft);
            failures = failuresOf(key);
        }
        return Duration.ZERO;
    }

    @Override
    public void ended(SignInAttempt attempt, Outcome outcome) {
        String key = keys.of(attempt);
        lock.lock();
        try {
            RecentFailures failures = failuresOf(key);
            failures.ended(outcome, clock.instant());
            entries.remove(key);
            if (!failures.areForgotten(clock.instant())) {
                entries.put(key, failures);
            }
            oneHasEnded.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private RecentFailures failuresOf(String key) {
        RecentFailures known = entries.get(key);
        if (known != null) {
            return known;
        }
        makeRoom(clock.instant());
        RecentFailures none = new RecentFailures();
        entries.put(key, none);
        return none;
    }

    private void makeRoom(Instant now) {
        Iterator<RecentFailures> eldestFirst = entries.values().iterator();
        while (eldestFirst.hasNext() && eldestFirst.next().areForgotten(now)) {
            eldestFirst.remove();
        }
        if (entries.size() >= MOST_ENTRIES) {
            entries.remove(leastMissed(now));
        }
    }

    private String leastMissed(Instant now) {
        return entries.entrySet().stream()
                .filter(entry -> !entry.getValue().areTooMany(now))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseGet(() -> entries.keySet().iterator().next());
    }

    /** How many requests wait for attempts under way. */
    int waiting() {
        lock.lock();
        try {
            return lock.getWaitQueueLength(oneHasEnded);
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return entries.size();
        } finally {
            lock.unlock();
        }
    }
}

package org.authfilter.internal.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import org.authfilter.spi.LogoutStore;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the last 100,000 logouts and, apart from them, the last 100,000 used ids in the memory of this node. It knows until
 * when it has forgotten logouts, so that none of them is lost: {@link #hasForgottenSince}. Thread-safe; {@link #find} takes
 * no lock.
 */
public final class MemoryLogoutStore implements LogoutStore {

    private static final int MAX_ENTRIES = 100_000;

    private final Clock clock;
    private final Entries logouts = new Entries();
    private final Entries usedIds = new Entries();

    public MemoryLogoutStore(Clock clock) {
        this.clock = clock;
    }

    private record Entry(String key, Instant at, Instant receivedAt, Instant expiresAt) {

        boolean isExpired(Instant now) {
            return !now.isBefore(expiresAt);
        }
    }

    @Override
    public synchronized void put(String key, Instant at, Duration keepFor) {
        logouts.put(key, at, keepFor, clock.instant());
    }

    @Override
    public @Nullable Instant find(String key) {
        Instant logout = logouts.find(key, clock.instant());
        return logout == null ? usedIds.find(key, clock.instant()) : logout;
    }

    @Override
    public synchronized boolean isFirstUse(String id, Duration keepFor) {
        Instant now = clock.instant();
        boolean isFirst = usedIds.find(id, now) == null;
        if (isFirst) {
            usedIds.put(id, now, keepFor, now);
        }
        return isFirst;
    }

    @Override
    public boolean isEmpty() {
        return !clock.instant().isBefore(logouts.lastExpiry);
    }

    /** Whether a logout that was received at {@code time} or later had to be forgotten before its time. */
    boolean hasForgottenSince(Instant time) {
        return !logouts.forgottenUntil.isBefore(time);
    }

    /** Written by one thread at a time. */
    private static final class Entries {

        private final Map<String, Entry> byKey = new ConcurrentHashMap<>();
        private final Queue<Entry> oldestFirst = new ArrayDeque<>();
        private volatile Instant lastExpiry = Instant.MIN;
        private volatile Instant forgottenUntil = Instant.MIN;

        void put(String key, Instant at, Duration keepFor, Instant now) {
            evict(now);
            Entry entry = new Entry(key, at, now, now.plus(keepFor));
            byKey.put(key, entry);
            oldestFirst.add(entry);
            lastExpiry = later(entry.expiresAt(), lastExpiry);
        }

        @Nullable
        Instant find(String key, Instant now) {
            Entry entry = byKey.get(key);
            return entry == null || entry.isExpired(now) ? null : entry.at();
        }

        private void evict(Instant now) {
            Entry oldest = oldestFirst.peek();
            while (oldest != null && (oldest.isExpired(now) || oldestFirst.size() >= MAX_ENTRIES)) {
                oldestFirst.remove();
                if (byKey.remove(oldest.key(), oldest) && !oldest.isExpired(now)) {
                    forgottenUntil = later(oldest.receivedAt(), forgottenUntil);
                }
                oldest = oldestFirst.peek();
            }
        }

        private static Instant later(Instant one, Instant other) {
            return one.isAfter(other) ? one : other;
        }
    }
}

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

/** Keeps at most the last 100,000 logouts in the memory of this node. Thread-safe; {@link #find} takes no lock. */
public final class MemoryLogoutStore implements LogoutStore {

    private static final int MAX_ENTRIES = 100_000;

    private final Clock clock;
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();
    private final Queue<Entry> oldestFirst = new ArrayDeque<>();
    private volatile Instant lastExpiry = Instant.MIN;

    public MemoryLogoutStore(Clock clock) {
        this.clock = clock;
    }

    private record Entry(String key, Instant at, Instant expiresAt) {

        boolean isExpired(Instant now) {
            return !now.isBefore(expiresAt);
        }
    }

    @Override
    public synchronized void put(String key, Instant at, Duration keepFor) {
        evict();
        Entry entry = new Entry(key, at, clock.instant().plus(keepFor));
        entries.put(key, entry);
        oldestFirst.add(entry);
        lastExpiry = entry.expiresAt().isAfter(lastExpiry) ? entry.expiresAt() : lastExpiry;
    }

    @Override
    public @Nullable Instant find(String key) {
        Entry entry = entries.get(key);
        return entry == null || entry.isExpired(clock.instant()) ? null : entry.at();
    }

    @Override
    public synchronized boolean isFirstUse(String id, Duration keepFor) {
        boolean isFirst = find(id) == null;
        if (isFirst) {
            put(id, clock.instant(), keepFor);
        }
        return isFirst;
    }

    @Override
    public boolean isEmpty() {
        return !clock.instant().isBefore(lastExpiry);
    }

    private void evict() {
        Instant now = clock.instant();
        Entry oldest = oldestFirst.peek();
        while (oldest != null && (oldest.isExpired(now) || oldestFirst.size() >= MAX_ENTRIES)) {
            oldestFirst.remove();
            entries.remove(oldest.key(), oldest);
            oldest = oldestFirst.peek();
        }
    }
}

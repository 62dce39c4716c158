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

/** Remembers logouts in the memory of this node, the last hundred thousand at most. Thread-safe; to find takes no lock. */
public final class MemoryLogoutStore implements LogoutStore {

    private static final int MOST = 100_000;

    private final Clock clock;
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();
    private final Queue<Entry> eldestFirst = new ArrayDeque<>();
    private volatile Instant allForgottenAt = Instant.MIN;

    public MemoryLogoutStore(Clock clock) {
        this.clock = clock;
    }

    private record Entry(String key, Instant at, Instant forgetAt) {

        boolean isForgotten(Instant now) {
            return !now.isBefore(forgetAt);
        }
    }

    @Override
    public synchronized void put(String key, Instant at, Duration keepFor) {
        sweep();
        Entry entry = new Entry(key, at, clock.instant().plus(keepFor));
        entries.put(key, entry);
        eldestFirst.add(entry);
        allForgottenAt = entry.forgetAt().isAfter(allForgottenAt) ? entry.forgetAt() : allForgottenAt;
    }

    @Override
    public @Nullable Instant find(String key) {
        Entry entry = entries.get(key);
        return entry == null || entry.isForgotten(clock.instant()) ? null : entry.at();
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
        return !clock.instant().isBefore(allForgottenAt);
    }

    private void sweep() {
        Instant now = clock.instant();
        Entry eldest = eldestFirst.peek();
        while (eldest != null && (eldest.isForgotten(now) || eldestFirst.size() >= MOST)) {
            eldestFirst.remove();
            entries.remove(eldest.key(), eldest);
            eldest = eldestFirst.peek();
        }
    }
}

package org.authfilter.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.authfilter.LogoutStore;
import org.jspecify.annotations.Nullable;

/** Remembers logouts in the memory of this node, a hundred thousand at most. Thread-safe. */
public final class MemoryLogoutStore implements LogoutStore {

    private static final int MOST = 100_000;

    private final Clock clock;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private volatile Instant allForgottenAt = Instant.MIN;

    public MemoryLogoutStore(Clock clock) {
        this.clock = clock;
    }

    private record Entry(Instant at, Instant forgetAt) {}

    @Override
    public synchronized void put(String key, Instant at, Duration keepFor) {
        sweep();
        Instant forgetAt = clock.instant().plus(keepFor);
        entries.remove(key);
        entries.put(key, new Entry(at, forgetAt));
        allForgottenAt = forgetAt.isAfter(allForgottenAt) ? forgetAt : allForgottenAt;
    }

    @Override
    public synchronized @Nullable Instant find(String key) {
        Entry entry = entries.get(key);
        return entry == null || !clock.instant().isBefore(entry.forgetAt()) ? null : entry.at();
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

    /** The eldest stand first. */
    private void sweep() {
        Instant now = clock.instant();
        Iterator<Entry> eldestFirst = entries.values().iterator();
        while (eldestFirst.hasNext()) {
            Entry entry = eldestFirst.next();
            if (now.isBefore(entry.forgetAt()) && entries.size() < MOST) {
                break;
            }
            eldestFirst.remove();
        }
    }
}

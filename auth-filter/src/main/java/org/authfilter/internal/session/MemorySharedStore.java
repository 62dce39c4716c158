package org.authfilter.internal.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.authfilter.spi.SharedStore;
import org.jspecify.annotations.Nullable;

/** Stands in for a shared store where no other node has to see the entries. Thread-safe. */
public final class MemorySharedStore implements SharedStore {

    private static final Duration CLEANING_INTERVAL = Duration.ofMinutes(1);

    private final Map<String, Entry> entries = new ConcurrentHashMap<>();
    private final Clock clock;
    private volatile Instant nextCleaning = Instant.MIN;

    public MemorySharedStore(Clock clock) {
        this.clock = clock;
    }

    private record Entry(byte[] value, Instant expiresAt) {}

    @Override
    public byte @Nullable [] get(String key) {
        Entry entry = entries.get(key);
        return isLive(entry) ? entry.value() : null;
    }

    @Override
    public boolean putIfAbsent(String key, byte[] value, Duration timeToLive) {
        removeExpired();
        Entry added = new Entry(value, clock.instant().plus(timeToLive));
        return entries.compute(key, (same, present) -> isLive(present) ? present : added) == added;
    }

    @Override
    public boolean replace(String key, byte[] expected, byte[] value, Duration timeToLive) {
        Entry added = new Entry(value, clock.instant().plus(timeToLive));
        return entries.computeIfPresent(
                        key,
                        (same, present) ->
                                isLive(present) && Arrays.equals(present.value(), expected) ? added : present)
                == added;
    }

    @Override
    public void remove(String key) {
        entries.remove(key);
    }

    private boolean isLive(@Nullable Entry entry) {
        return entry != null && clock.instant().isBefore(entry.expiresAt());
    }

    private void removeExpired() {
        Instant now = clock.instant();
        if (!now.isBefore(nextCleaning)) {
            nextCleaning = now.plus(CLEANING_INTERVAL);
            entries.values().removeIf(entry -> !isLive(entry));
        }
    }
}

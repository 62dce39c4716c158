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
public final class SingleNodeStore implements SharedStore {

    private static final Duration CLEANING_INTERVAL = Duration.ofMinutes(1);

    private final Map<String, Entry> entries = new ConcurrentHashMap<>();
    private final Clock clock;
    private volatile Instant nextCleaning = Instant.MIN;

    public SingleNodeStore(Clock clock) {
        this.clock = clock;
    }

    private static final class Entry {

        private final byte[] value;
        private final Instant expiresAt;

        Entry(byte[] value, Instant expiresAt) {
            this.value = value;
            this.expiresAt = expiresAt;
        }

        boolean isLive(Instant now) {
            return now.isBefore(expiresAt);
        }
    }

    @Override
    public byte @Nullable [] get(String key) {
        Entry entry = entries.get(key);
        return entry != null && entry.isLive(clock.instant()) ? entry.value : null;
    }

    @Override
    public synchronized boolean putIfAbsent(String key, byte[] value, Duration timeToLive) {
        removeExpired();
        if (get(key) != null) {
            return false;
        }
        entries.put(key, entry(value, timeToLive));
        return true;
    }

    @Override
    public synchronized boolean replace(String key, byte[] expected, byte[] value, Duration timeToLive) {
        boolean isExpected = Arrays.equals(get(key), expected);
        if (isExpected) {
            entries.put(key, entry(value, timeToLive));
        }
        return isExpected;
    }

    @Override
    public synchronized void remove(String key) {
        entries.remove(key);
    }

    private Entry entry(byte[] value, Duration timeToLive) {
        return new Entry(value, clock.instant().plus(timeToLive));
    }

    private void removeExpired() {
        Instant now = clock.instant();
        if (!now.isBefore(nextCleaning)) {
            nextCleaning = now.plus(CLEANING_INTERVAL);
            entries.values().removeIf(entry -> !entry.isLive(now));
        }
    }
}

package org.authfilter.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.authfilter.spi.SharedStore;

/** A {@link SharedStore} in memory, for several nodes in one test. It can be switched off, and be slow. Thread-safe. */
public final class MemorySharedStore implements SharedStore {

    private final Clock clock;
    private final Map<String, Entry> entries = new HashMap<>();
    private boolean isDown;
    private Duration responseTime = Duration.ZERO;
    private int calls;

    private static final class Entry {

        private final byte[] value;
        private final Instant expiresAt;

        private Entry(byte[] value, Instant expiresAt) {
            this.value = value;
            this.expiresAt = expiresAt;
        }
    }

    /** An empty store. */
    public MemorySharedStore(Clock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized byte[] get(String key) {
        calls++;
        LockSupport.parkNanos(responseTime.toNanos());
        if (isDown) {
            throw new IllegalStateException("the store was switched off");
        }
        Entry entry = entries.get(key);
        return entry == null || !clock.instant().isBefore(entry.expiresAt) ? null : entry.value;
    }

    @Override
    public synchronized boolean putIfAbsent(String key, byte[] value, Duration timeToLive) {
        boolean isAbsent = get(key) == null;
        if (isAbsent) {
            entries.put(key, new Entry(value, clock.instant().plus(timeToLive)));
        }
        return isAbsent;
    }

    @Override
    public synchronized boolean replace(String key, byte[] expected, byte[] value, Duration timeToLive) {
        byte[] found = get(key);
        boolean isExpected = found != null && Arrays.equals(found, expected);
        if (isExpected) {
            entries.put(key, new Entry(value, clock.instant().plus(timeToLive)));
        }
        return isExpected;
    }

    @Override
    public synchronized void remove(String key) {
        if (get(key) != null) {
            entries.remove(key);
        }
    }

    /** From now on each call fails, or none. */
    public synchronized void isDown(boolean down) {
        isDown = down;
    }

    /** From now on each call takes so long. */
    public synchronized void respondsIn(Duration time) {
        responseTime = time;
    }

    /** How often the store was called. */
    public synchronized int calls() {
        return calls;
    }

    /** All values that are stored. */
    public synchronized Map<String, byte[]> values() {
        Map<String, byte[]> values = new HashMap<>();
        entries.forEach((key, entry) -> values.put(key, entry.value));
        return values;
    }
}

package org.authfilter.internal.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Logouts by requests without a signature, which any client can send. At most 100,000 are kept; then the address with the
 * most of them loses its oldest, so that a flood of one client evicts no logout of another. Thread-safe; {@link #contains}
 * takes no lock.
 */
final class UnsignedLogouts {

    private static final int MAX_ENTRIES = 100_000;

    private final Clock clock;
    private final Map<String, Instant> expiries = new ConcurrentHashMap<>();
    private final Map<String, Deque<String>> keysByAddress = new HashMap<>();

    UnsignedLogouts(Clock clock) {
        this.clock = clock;
    }

    /** Adds a logout for {@code keepFor}; one that is known is kept for its original sender. */
    synchronized void add(String key, String address, Duration keepFor) {
        if (contains(key)) {
            return;
        }
        if (expiries.remove(key) != null) {
            keysByAddress.values().forEach(keys -> keys.remove(key));
        }
        if (expiries.size() >= MAX_ENTRIES) {
            evictOne(address);
        }
        expiries.put(key, clock.instant().plus(keepFor));
        keysByAddress.computeIfAbsent(address, added -> new ArrayDeque<>()).add(key);
    }

    boolean contains(String key) {
        Instant expiry = expiries.get(key);
        return expiry != null && clock.instant().isBefore(expiry);
    }

    boolean isEmpty() {
        return expiries.isEmpty();
    }

    private void evictOne(String adding) {
        String greediest = hasItsShare(adding) ? adding : greediest();
        Deque<String> keys = Objects.requireNonNull(keysByAddress.get(greediest));
        expiries.remove(keys.remove());
        if (keys.isEmpty()) {
            keysByAddress.remove(greediest);
        }
    }

    /** Spares a flood the search: its address has at least its share. */
    private boolean hasItsShare(String address) {
        Deque<String> keys = keysByAddress.get(address);
        return keys != null && keys.size() >= MAX_ENTRIES / keysByAddress.size();
    }

    private String greediest() {
        return keysByAddress.entrySet().stream()
                .max(Comparator.comparingInt(entry -> entry.getValue().size()))
                .orElseThrow()
                .getKey();
    }
}

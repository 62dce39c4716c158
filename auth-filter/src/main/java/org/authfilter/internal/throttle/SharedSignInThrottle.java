package org.authfilter.internal.throttle;

import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import org.authfilter.internal.common.Digests;
import org.authfilter.internal.shared.SharedStoreClient;
import org.authfilter.spi.SharedStore;
import org.authfilter.spi.SignInAttempt;
import org.authfilter.spi.SignInThrottle;
import org.jspecify.annotations.Nullable;

/**
 * The built-in throttle for several nodes: each counts the attempts that are under way there, and the failures of all
 * nodes count together, in the shared store. While the store fails, each node counts alone. Thread-safe.
 */
public final class SharedSignInThrottle implements SignInThrottle {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final MemorySignInThrottle ofThisNode;
    private final SharedStoreClient client;
    private final InstantSource clock;
    private final AttemptKeys keys = new AttemptKeys("auth-filter".getBytes(StandardCharsets.US_ASCII));

    public SharedSignInThrottle(MemorySignInThrottle ofThisNode, SharedStoreClient client, InstantSource clock) {
        this.ofThisNode = ofThisNode;
        this.client = client;
        this.clock = clock;
    }

    @Override
    public Duration admit(SignInAttempt attempt) {
        Duration local = ofThisNode.admit(attempt);
        if (!local.isZero()) {
            return local;
        }
        Duration shared = client.callOr(
                Duration.ZERO,
                store -> longer(
                        retryAfter(store.get(name(attempt)), MemorySignInThrottle.FAILURES_OF_A_NAME),
                        retryAfter(store.get(address(attempt)), MemorySignInThrottle.FAILURES_OF_AN_ADDRESS)));
        if (!shared.isZero()) {
            ofThisNode.ended(attempt, Outcome.UNDECIDED);
        }
        return shared;
    }

    @Override
    public void ended(SignInAttempt attempt, Outcome outcome) {
        ofThisNode.ended(attempt, outcome);
        if (outcome == Outcome.FAILED) {
            var unused = client.call(store -> add(store, name(attempt)) && add(store, address(attempt)));
        } else if (outcome == Outcome.SUCCEEDED) {
            var unused = client.call(store -> {
                store.remove(name(attempt));
                return true;
            });
        }
    }

    private String name(SignInAttempt attempt) {
        return client.key("failures." + Digests.sha256(keys.ofName(attempt)));
    }

    private String address(SignInAttempt attempt) {
        return client.key("failures." + Digests.sha256(keys.ofAddress(attempt)));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private Duration retryAfter(byte @Nullable [] stored, int limit) {
        long[] failures = ofTheLastMinute(stored);
        return failures.length < limit
                ? Duration.ZERO
                : Duration.ofMillis(
                        Math.max(1, failures[failures.length - limit] + MINUTE.toMillis() - clock.millis()));
    }

    private boolean add(SharedStore store, String key) {
        while (true) {
            byte[] before = store.get(key);
            long[] failures = ofTheLastMinute(before);
            ByteBuffer after = ByteBuffer.allocate((failures.length + 1) * Long.BYTES);
            after.asLongBuffer().put(failures).put(clock.millis());
            Duration kept = MINUTE.multipliedBy(2);
            if (before == null
                    ? store.putIfAbsent(key, after.array(), kept)
                    : store.replace(key, before, after.array(), kept)) {
                return true;
            }
        }
    }

    /** In the order in which they were added. */
    private long[] ofTheLastMinute(byte @Nullable [] stored) {
        if (stored == null) {
            return new long[0];
        }
        LongBuffer times = ByteBuffer.wrap(stored).asLongBuffer();
        long[] all = new long[times.remaining()];
        times.get(all);
        long oldest = clock.millis() - MINUTE.toMillis();
        int first = 0;
        while (first < all.length && all[first] <= oldest) {
            first++;
        }
        return Arrays.copyOfRange(all, first, all.length);
    }
}

package org.authfilter.internal.shared;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;

/** A store in Hazelcast, the data grid of Payara. Thread-safe. */
public final class HazelcastSharedStore extends GridSharedStore {

    private static final String MAP = "auth-filter";

    /** Looks for nothing yet; {@code instance} is a {@code com.hazelcast.core.HazelcastInstance}. */
    public HazelcastSharedStore(Callable<Object> instance) {
        super(() -> open(instance.call()));
    }

    @SuppressWarnings("unchecked") // Nothing else writes into this map.
    private static ConcurrentMap<String, String> open(Object instance) {
        return (ConcurrentMap<String, String>)
                Objects.requireNonNull(call("com.hazelcast.core.HazelcastInstance", instance, "getMap", MAP));
    }

    @Override
    String mapType() {
        return "com.hazelcast.map.IMap";
    }

    @Override
    public boolean replace(String key, byte[] expected, byte[] value, Duration timeToLive) {
        return Boolean.TRUE.equals(with(map -> {
            boolean isReplaced = map.replace(key, text(expected), text(value));
            if (isReplaced) {
                call(mapType(), map, "setTtl", key, timeToLive.toMillis(), TimeUnit.MILLISECONDS);
            }
            return isReplaced;
        }));
    }
}

package org.authfilter.internal.shared;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A store in Infinispan, the data grid of WildFly: a distributed cache with two owners for each entry, which this class adds
 * to a cache container of the server. Thread-safe.
 */
public final class InfinispanSharedStore extends GridSharedStore {

    private static final String CACHE = "auth-filter";
    private static final String MANAGER = "org.infinispan.manager.EmbeddedCacheManager";
    private static final String CONFIGURATION = "org.infinispan.configuration.cache.";
    private static final String BUILDER = CONFIGURATION + "ConfigurationBuilder";

    /** Looks for nothing yet; {@code container} is an {@code org.infinispan.manager.EmbeddedCacheManager}. */
    public InfinispanSharedStore(Callable<Object> container) {
        super(() -> open(container.call()));
    }

    @SuppressWarnings("unchecked") // Nothing else writes into this cache.
    private static ConcurrentMap<String, String> open(Object container) throws ReflectiveOperationException {
        if (call(MANAGER, container, "getCacheConfiguration", CACHE) == null) {
            define(container);
        }
        return (ConcurrentMap<String, String>) Objects.requireNonNull(call(MANAGER, container, "getCache", CACHE));
    }

    private static void define(Object container) throws ReflectiveOperationException {
        ClassLoader loader = container.getClass().getClassLoader();
        Object builder = Class.forName(BUILDER, true, loader).getConstructor().newInstance();
        Object global = call(MANAGER, container, "getCacheManagerConfiguration");
        boolean isClustered = Boolean.TRUE.equals(
                call("org.infinispan.configuration.global.GlobalConfiguration", required(global), "isClustered"));
        Object mode = Class.forName(CONFIGURATION + "CacheMode", true, loader)
                .getField(isClustered ? "DIST_SYNC" : "LOCAL")
                .get(null);
        part(builder, "clustering", "Clustering", "cacheMode", mode);
        part(builder, "encoding", "Encoding", "mediaType", "application/x-java-object");
        call(MANAGER, container, "defineConfiguration", CACHE, required(call(BUILDER, builder, "build")));
    }

    private static void part(Object builder, String getter, String type, String setter, Object value) {
        Object part = required(call(BUILDER, builder, getter));
        call(CONFIGURATION + type + "ConfigurationBuilder", part, setter, value);
    }

    private static Object required(@Nullable Object value) {
        return Objects.requireNonNull(value);
    }

    @Override
    String mapType() {
        return "org.infinispan.commons.api.BasicCache";
    }

    @Override
    public boolean replace(String key, byte[] expected, byte[] value, Duration timeToLive) {
        return Boolean.TRUE.equals(with(map -> call(
                mapType(),
                map,
                "replace",
                key,
                text(expected),
                text(value),
                timeToLive.toMillis(),
                TimeUnit.MILLISECONDS)));
    }
}

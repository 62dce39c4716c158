package org.authfilter.spi;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A small store that all nodes of a cluster share. With it, one refresh token is presented once in the whole cluster,
 * without sticky sessions, and logouts by a provider and failed sign-ins count on every node. The key
 * {@code shared-store} chooses one of the jar. For another engine put an implementation into the WAR, and name it in
 * {@code META-INF/services/org.authfilter.spi.SharedStore}. {@code SharedStoreContract.verify} of the test kit
 * tests it.
 *
 * <p>A key has 1 to 200 characters of {@code A-Z a-z 0-9 . _ -}. A value has 0 to 1,000,000 bytes, which tell the store
 * nothing: what is secret is encrypted before. No array is changed after it was passed or returned.
 *
 * <p>Each entry has a time to live of at least a second. The store forgets it after that time, by its own clock; clocks
 * of nodes may differ by 30 seconds, so an entry may live that much longer or shorter. An expired entry is absent for each
 * method. A store that loses an entry before its time, for instance because all its nodes were stopped, weakens what the
 * entry was for, and nothing else.
 *
 * <p>Implementations must be thread-safe, and each change must be atomic for all nodes together: of several calls of
 * {@link #putIfAbsent} for one key at once, one returns {@code true}. A completed change is seen by each later call on
 * each node. Methods may block, but a call of more than 250 milliseconds counts as failed; it may still take effect. Each
 * method may throw a {@link RuntimeException} if the store can't be reached; the nodes go on without it until it can.
 * Methods run on threads of auth-filter, without a request and without a transaction.
 */
public interface SharedStore extends AutoCloseable {

    /**
     * Finds an entry.
     *
     * @param key the key
     * @return its value; {@code null} if there is none
     */
    byte @Nullable [] get(String key);

    /**
     * Adds an entry unless there is one.
     *
     * @param key the key
     * @param value the value
     * @param timeToLive how long the entry exists
     * @return whether it was added
     */
    boolean putIfAbsent(String key, byte[] value, Duration timeToLive);

    /**
     * Replaces the value of an entry if it is {@code expected}, compared by its bytes.
     *
     * @param key the key
     * @param expected the value that the entry must have
     * @param value the new value; may be equal, to change the time to live alone
     * @param timeToLive how long the entry exists from now on
     * @return whether it was replaced
     */
    boolean replace(String key, byte[] expected, byte[] value, Duration timeToLive);

    /**
     * Removes an entry. Does nothing if there is none.
     *
     * @param key the key
     */
    void remove(String key);

    /** Frees what this node uses. Called once, when the application is undeployed. Does nothing by default. */
    @Override
    default void close() {}
}

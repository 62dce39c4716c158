package org.authfilter.spi;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Remembers which sessions OpenID Providers have ended (back-channel and front-channel logout), and which were ended from
 * another session, so that each request of such a session can end it here. The built-in store uses the memory of one node. For several nodes put an
 * implementation into the WAR that all of them share, and name it in
 * {@code META-INF/services/org.authfilter.spi.LogoutStore}: a map whose entries expire is enough.
 *
 * <p>Keys are short texts without names of users. Implementations must be thread-safe and respond from memory:
 * {@link #find} is called at each request of a signed-in user. While it throws, requests with a session get 503.
 */
public interface LogoutStore {

    /**
     * Remembers that a sign-in was ended. A later time replaces an earlier one.
     *
     * @param key identifies what was ended
     * @param at when it was ended, by the clock of the provider
     * @param keepFor how long to remember it
     */
    void put(String key, Instant at, Duration keepFor);

    /**
     * Finds the time of a logout.
     *
     * @param key identifies what was ended
     * @return when it was ended, or the first use of an id; {@code null} if neither is known
     */
    @Nullable
    Instant find(String key);

    /**
     * Remembers an id that may be used only once.
     *
     * @param id the id
     * @param keepFor how long to remember it
     * @return whether this is its first use, decided for all nodes together
     */
    boolean isFirstUse(String id, Duration keepFor);

    /**
     * Lets requests skip the search.
     *
     * @return {@code true} only if certainly nothing is remembered; {@code false} by default
     */
    default boolean isEmpty() {
        return false;
    }
}

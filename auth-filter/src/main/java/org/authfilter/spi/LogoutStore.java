package org.authfilter.spi;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Remembers which sessions OpenID Providers have ended, so that each request of such a session can end it here. The
 * built-in one keeps this in the memory of one node. For several nodes put an implementation into the WAR, named in
 * {@code META-INF/services/org.authfilter.spi.LogoutStore}, that all of them share: a map whose entries expire.
 *
 * <p>Keys are short texts that name nobody to a reader. Implementations are thread-safe and answer
 * from memory: {@link #find} is called at each request of a signed-in user. What they throw counts as "nothing known".
 */
public interface LogoutStore {

    /**
     * Remembers that a sign-in was ended; a later time replaces an earlier one.
     *
     * @param key names what was ended
     * @param at when it was ended
     * @param keepFor how long that has to be remembered
     */
    void put(String key, Instant at, Duration keepFor);

    /**
     * Says when something was ended.
     *
     * @param key names it
     * @return when it was ended; {@code null} if that is not known
     */
    @Nullable
    Instant find(String key);

    /**
     * Remembers that something is used that must be used once.
     *
     * @param id names it
     * @param keepFor how long that has to be remembered
     * @return whether this was its first use, decided for all nodes together
     */
    boolean isFirstUse(String id, Duration keepFor);

    /**
     * Spares each request the search.
     *
     * @return whether certainly nothing is remembered; {@code false} by default
     */
    default boolean isEmpty() {
        return false;
    }
}

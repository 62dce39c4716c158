package org.authfilter;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Remembers which sessions OpenID Providers have ended, so that each request of such a session can end it here. The
 * built-in one keeps this in the memory of one node. For several nodes put an implementation into the WAR, named in
 * {@code META-INF/services/org.authfilter.LogoutStore}, that all of them share: a map whose entries expire.
 *
 * <p>Keys are short texts that name nobody to a reader. Implementations are thread-safe and answer
 * from memory: {@link #find} is called at each request of a signed-in user. What they throw counts as "nothing known".
 */
public interface LogoutStore {

    /** Remembers that whatever {@code key} names was ended at {@code at}; a later time replaces an earlier one. */
    void put(String key, Instant at, Duration keepFor);

    /** When whatever {@code key} names was ended; {@code null} if that is not known. */
    @Nullable
    Instant find(String key);

    /**
     * Remembers that {@code id} was used.
     *
     * @return whether this was its first use
     */
    boolean isFirstUse(String id, Duration keepFor);

    /** Whether certainly nothing is remembered, which spares each request the search. */
    default boolean isEmpty() {
        return false;
    }
}

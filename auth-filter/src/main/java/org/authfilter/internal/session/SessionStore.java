package org.authfilter.internal.session;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.authfilter.event.SignedOut.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Where the session of one caller is kept. Every change is atomic against every other change of the same sign-in on
 * this server, so that a refreshed token set and a sign-out never overwrite each other.
 */
public interface SessionStore {

    /** What is stored now; {@code null} if nobody is signed in. */
    @Nullable
    UserSession load();

    /** Why this session, as it was read from here, must not go on; {@code null}: it may. */
    default @Nullable Reason limitReached(UserSession session) {
        return null;
    }

    /**
     * Whether the token set was obtained by another node of a cluster, or before this application was started: whoever
     * obtained it may have presented its refresh token since, and may be gone.
     */
    boolean isOwnedElsewhere();

    /**
     * Stores what {@code change} makes of the session of this sign-in; empty leaves it as it is.
     *
     * @return what is stored afterwards; {@code null} if this sign-in has ended
     */
    @Nullable
    UserSession update(String signInId, Function<UserSession, Optional<UserSession>> change);

    /** Whether {@link #update} really stores; otherwise the next request has to do it (R5). */
    default boolean storesForGood() {
        return true;
    }

    /**
     * Ends this sign-in if it still is as {@code condition} demands.
     *
     * @return what was stored; {@code null} if nothing was ended
     */
    @Nullable
    UserSession endIf(String signInId, Predicate<UserSession> condition);
}

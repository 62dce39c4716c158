package org.authfilter.session;

import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Where the session of one visitor is kept. Every change is atomic against every other change of the same sign-in on
 * this server, so that a renewed token set and a sign-out never overwrite each other.
 */
public interface SessionStore {

    /** What is stored now; {@code null} if nobody is signed in. */
    @Nullable
    UserSession load();

    /**
     * Stores what {@code change} makes of the session of this sign-in.
     *
     * @return what is stored afterwards; {@code null} if this sign-in has ended
     */
    @Nullable
    UserSession update(String signInId, UnaryOperator<UserSession> change);

    /**
     * Ends this sign-in if it still is as {@code condition} demands.
     *
     * @return what was stored; {@code null} if nothing was ended
     */
    @Nullable
    UserSession endIf(String signInId, Predicate<UserSession> condition);
}

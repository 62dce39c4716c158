package org.authfilter.internal.session;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.authfilter.event.SignedOut.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Stores the session of one caller. Changes of one sign-in exclude each other on this node, so that a refreshed token set
 * and a sign-out never overwrite each other. Thread-safe.
 */
public interface SessionStore {

    /** Returns the stored session; {@code null} if there is none. */
    @Nullable
    UserSession load();

    /** Returns the limit that this session, as just loaded, has reached; {@code null} if it has reached none. */
    default @Nullable Reason limitReached(UserSession session) {
        return null;
    }

    /**
     * Whether another node of the cluster obtained the token set, or this node did before its last start. The owner may
     * have presented the refresh token and then failed.
     */
    boolean isOwnedElsewhere();

    /**
     * Stores the result of {@code change} for this sign-in; an empty result leaves the session as it is.
     *
     * @return the session that is stored afterwards; {@code null} if this sign-in has ended
     */
    @Nullable
    UserSession update(String signInId, Function<UserSession, Optional<UserSession>> change);

    /**
     * Encrypts, under the key of this sign-in, what nodes hand over to each other.
     *
     * @return {@code null} if this sign-in has ended, or has no key
     */
    default @Nullable TokenEncryption encryption(String signInId) {
        return null;
    }

    /**
     * Whether one node should store a new token set, because nodes that write one HTTP session at the same moment may wait
     * for each other's locks.
     */
    default boolean prefersOneWriter() {
        return false;
    }

    /** How long the server keeps an idle HTTP session; {@code null}: without limit, or not known. */
    default @Nullable Duration timeout() {
        return null;
    }

    /** Whether {@link #update} writes to the HTTP session; otherwise the next request has to do so (R5). */
    default boolean storesForGood() {
        return true;
    }

    /** The same session for threads that serve no request: without the response of the request. */
    default SessionStore detached() {
        return this;
    }

    /**
     * The application serves the request from now on: if the sign-in ends, its HTTP session stays until {@link #endServing}.
     * So {@code request.logout()} leaves a session that the application can still use, and invalidate itself.
     */
    default void beginServing() {}

    /** The application is done: invalidates the HTTP session of a sign-in that has ended meanwhile. */
    default void endServing() {}

    /**
     * Ends this sign-in if its session meets {@code condition}.
     *
     * @return the session that was ended; {@code null} if none was
     */
    @Nullable
    UserSession endIf(String signInId, Predicate<UserSession> condition);

    /** Ends this sign-in as {@link #endIf} does, and leaves the response of the request alone. */
    default @Nullable UserSession endSilently(String signInId) {
        return endIf(signInId, any -> true);
    }
}

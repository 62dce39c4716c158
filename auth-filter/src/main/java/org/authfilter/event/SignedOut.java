package org.authfilter.event;

import org.authfilter.User;

/**
 * CDI event: a session has ended. Fired on the thread that ended it, which may be one of the container. An exception of
 * an observer is logged and has no other effect.
 *
 * @param user the user of the session
 * @param provider the configured name of the provider
 * @param reason the reason for its end
 * @param sessionId the {@link org.authfilter.AuthSession#getId() id} of the session
 */
public record SignedOut(User user, String provider, Reason reason, String sessionId) {

    /** The reasons for the end of a session. */
    public enum Reason {
        /** The user signed out. */
        USER,
        /** The issuer rejected the refresh token. */
        REFRESH_REJECTED,
        /** The tokens expired and could not be refreshed, or the session reached its maximum age or its idle timeout. */
        EXPIRED,
        /** The provider ended it by back-channel or front-channel logout. */
        PROVIDER,
        /** The user or the application ended it from another session, or the user had too many sessions. */
        ENDED_ELSEWHERE,
        /** Another user signed in over it. */
        REPLACED,
        /** The application or the server ended the HTTP session. */
        SESSION_DESTROYED
    }
}

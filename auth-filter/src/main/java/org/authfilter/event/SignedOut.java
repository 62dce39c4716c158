package org.authfilter.event;

import org.authfilter.User;

/** CDI event: a session has ended. Fired on the thread that ended it; an observer that throws breaks nothing. */
public record SignedOut(User user, String provider, Reason reason) {

    /** Why the session ended. */
    public enum Reason {
        /** The user signed out. */
        USER,
        /** The issuer refused the refresh token. */
        REFRESH_REJECTED,
        /** The tokens ran out and could not be refreshed, or the session became too old or was idle for too long. */
        EXPIRED,
        /** The provider ended it: a back-channel or front-channel logout. */
        PROVIDER,
        /** Somebody else signed in over it. */
        REPLACED,
        /** The application or the server ended the HTTP session. */
        SESSION_DESTROYED
    }
}

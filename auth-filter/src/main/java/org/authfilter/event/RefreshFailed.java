package org.authfilter.event;

import org.authfilter.User;

/**
 * CDI event: a refresh brought no new token set that may be used. Fired once for each failed refresh and for each failed
 * verification of what it brought, on the thread of a request; an
 * observer that throws breaks nothing.
 */
public record RefreshFailed(User user, String provider, Kind kind) {

    /** What the failure means. */
    public enum Kind {
        /** The refresh token is dead: the session has ended. */
        REJECTED,
        /** The issuer, or its keys, can't be had: the session goes on, and the refresh is tried again later. */
        UNAVAILABLE,
        /** The issuer refuses this application, or answers what can't be used: an operator has to act. */
        MISCONFIGURED
    }
}

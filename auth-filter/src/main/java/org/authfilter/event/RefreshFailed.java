package org.authfilter.event;

import org.authfilter.User;

/**
 * CDI event: a refresh gave no usable token set. Fired once for each failed refresh, and once for each failed
 * verification of a new access token, on the thread of a request. An exception of an observer is logged and has no
 * other effect.
 *
 * @param user the user of the session
 * @param provider the configured name of the provider
 * @param kind the consequence of the failure
 */
public record RefreshFailed(User user, String provider, Kind kind) {

    /** The consequence of a failure. */
    public enum Kind {
        /** The issuer rejected the refresh token: the session has ended. */
        REJECTED,
        /** The issuer, or its key set, is unavailable: the session continues, and the refresh is tried again later. */
        UNAVAILABLE,
        /** The issuer rejects this client, or its response can't be used: an operator has to act. The session continues. */
        MISCONFIGURED
    }
}

package org.authfilter.refresh;

import java.time.Duration;
import org.authfilter.ErrorCode;
import org.authfilter.session.UserSession;

/** What a request has to go on with, once its token set has been looked at. */
public sealed interface Freshness {

    /** Nobody is signed in. */
    record Anonymous() implements Freshness {}

    /** Somebody is signed in, with an access token that can be used. */
    record Usable(UserSession session) implements Freshness {}

    /**
     * Somebody is signed in, but the renewal that the request needs can't be had now.
     *
     * @param error {@code TemporarilyUnavailable} or {@code Configuration}
     * @param retryAfter when to ask again
     */
    record NotRenewed(UserSession session, ErrorCode error, Duration retryAfter) implements Freshness {}

    /** The session has ended with this very request. */
    record Ended(ErrorCode error) implements Freshness {}
}

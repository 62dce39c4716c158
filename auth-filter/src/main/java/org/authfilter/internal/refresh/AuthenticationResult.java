package org.authfilter.internal.refresh;

import java.time.Duration;
import org.authfilter.ErrorCode;
import org.authfilter.internal.session.UserSession;

/** What a request has to go on with, once its token set has been looked at. */
public sealed interface AuthenticationResult {

    /** Nobody is signed in. */
    record Unauthenticated() implements AuthenticationResult {}

    /** Somebody is signed in, with an access token that can be used. */
    record Authenticated(UserSession session) implements AuthenticationResult {}

    /**
     * Somebody is signed in, but the refresh that the request needs can't be had now.
     *
     * @param error {@code TemporarilyUnavailable} or {@code Configuration}
     * @param retryAfter when to ask again
     */
    record TokenUnavailable(UserSession session, ErrorCode error, Duration retryAfter)
            implements AuthenticationResult {}

    /** The session has ended with this very request. */
    record SessionEnded(ErrorCode error) implements AuthenticationResult {}
}

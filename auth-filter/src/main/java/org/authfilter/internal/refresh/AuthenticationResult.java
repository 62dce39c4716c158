package org.authfilter.internal.refresh;

import java.time.Duration;
import org.authfilter.ErrorCode;
import org.authfilter.internal.session.UserSession;

/** The result of authenticating a request. */
public sealed interface AuthenticationResult {

    /** The request has no session. */
    record Unauthenticated() implements AuthenticationResult {}

    /** The request has a session with a usable access token. */
    record Authenticated(UserSession session) implements AuthenticationResult {}

    /**
     * The request has a session, but the refresh that it needs is not possible now.
     *
     * @param error {@code TemporarilyUnavailable} or {@code Configuration}
     * @param retryAfter the time after which a further request may succeed
     */
    record TokenUnavailable(UserSession session, ErrorCode error, Duration retryAfter)
            implements AuthenticationResult {}

    /**
     * The request has a session, but it is not known whether the provider has logged it out: the logout store
     * failed, or the refresh that would show it after a restart is not possible now.
     *
     * @param retryAfter the time after which a further request may succeed
     */
    record LogoutUnknown(Duration retryAfter) implements AuthenticationResult {}

    /** The session ended during this request. */
    record SessionEnded(ErrorCode error) implements AuthenticationResult {}
}

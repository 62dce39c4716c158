package org.authfilter.internal.web;

import java.util.function.BiFunction;
import org.authfilter.ErrorCode;
import org.authfilter.event.SignedOut.Reason;
import org.authfilter.internal.refresh.AuthenticationResult;
import org.authfilter.internal.refresh.AuthenticationResult.SessionEnded;
import org.authfilter.internal.refresh.AuthenticationResult.Unauthenticated;
import org.authfilter.internal.refresh.TokenRefresher;
import org.authfilter.internal.session.HttpSessionStore;
import org.authfilter.internal.session.SessionStore;
import org.authfilter.internal.session.UserSession;

/** Who a caller is: ends sessions that have reached their limits, and sees to a fresh token set. */
public final class SessionAuthenticator {

    private final TokenRefresher tokenRefresher;

    public SessionAuthenticator(TokenRefresher tokenRefresher) {
        this.tokenRefresher = tokenRefresher;
    }

    /**
     * Looks at the caller's session.
     *
     * @param isActivity whether the request puts off the idle timeout
     */
    public AuthenticationResult admit(HttpSessionStore store, boolean isActivity) {
        return admit(store, isActivity, tokenRefresher::ensureFresh);
    }

    /** The same, with a new token set whatever the expiry of the present one; no activity. */
    public AuthenticationResult refresh(HttpSessionStore store) {
        return admit(store, false, tokenRefresher::refresh);
    }

    private AuthenticationResult admit(
            HttpSessionStore store,
            boolean isActivity,
            BiFunction<SessionStore, UserSession, AuthenticationResult> refresh) {
        UserSession session = store.load();
        if (session == null) {
            return new Unauthenticated();
        }
        Reason limitReached = store.limitReached(session);
        if (limitReached != null) {
            tokenRefresher.termination().end(store, session, limitReached);
            return new SessionEnded(ErrorCode.SESSION_EXPIRED);
        }
        if (isActivity) {
            store.markActive(session);
        }
        return refresh.apply(store, session);
    }
}

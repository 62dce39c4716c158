package org.authfilter.web;

import java.util.function.BiFunction;
import org.authfilter.ErrorCode;
import org.authfilter.SignedOut.Reason;
import org.authfilter.refresh.FreshTokens;
import org.authfilter.refresh.Freshness;
import org.authfilter.refresh.Freshness.Anonymous;
import org.authfilter.refresh.Freshness.Ended;
import org.authfilter.session.HttpSessionStore;
import org.authfilter.session.SessionStore;
import org.authfilter.session.UserSession;

/** Who a visitor is: ends sessions that have reached their limits, and sees to a fresh token set. */
public final class Admission {

    private final FreshTokens freshTokens;

    public Admission(FreshTokens freshTokens) {
        this.freshTokens = freshTokens;
    }

    /**
     * Looks at the visitor's session.
     *
     * @param isActivity whether the request puts off the idle timeout
     */
    public Freshness admit(HttpSessionStore store, boolean isActivity) {
        return admit(store, isActivity, freshTokens::ensure);
    }

    /** The same, with a new token set whatever the expiry of the present one; no activity. */
    public Freshness renew(HttpSessionStore store) {
        return admit(store, false, freshTokens::renew);
    }

    private Freshness admit(
            HttpSessionStore store, boolean isActivity, BiFunction<SessionStore, UserSession, Freshness> renewal) {
        UserSession session = store.load();
        if (session == null) {
            return new Anonymous();
        }
        Reason limitReached = store.limitReached(session);
        if (limitReached != null) {
            freshTokens.endings().end(store, session, limitReached);
            return new Ended(ErrorCode.SESSION_EXPIRED);
        }
        if (isActivity) {
            store.markActive(session);
        }
        return renewal.apply(store, session);
    }
}

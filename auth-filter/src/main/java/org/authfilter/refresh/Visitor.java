package org.authfilter.refresh;

import org.authfilter.AccessTokenUnavailableException;
import org.authfilter.AccessTokenUnavailableException.Reason;
import org.authfilter.ErrorCode;
import org.authfilter.refresh.Freshness.NotRenewed;
import org.authfilter.refresh.Freshness.Usable;
import org.authfilter.session.SessionStore;
import org.authfilter.session.UserSession;
import org.jspecify.annotations.Nullable;

/** Whoever sent one request: what the application may ask and do on their behalf. */
public final class Visitor {

    private final SessionStore store;
    private final FreshTokens freshTokens;

    public Visitor(SessionStore store, FreshTokens freshTokens) {
        this.store = store;
        this.freshTokens = freshTokens;
    }

    /** The session as it is now; {@code null} if nobody is signed in. */
    public @Nullable UserSession session() {
        return store.load();
    }

    /**
     * The access token, renewed first if it is due.
     *
     * @throws AccessTokenUnavailableException if there is none to be had
     */
    public String accessToken() {
        UserSession session = signedIn();
        return usable(freshTokens.ensure(store, session)).tokens().accessToken();
    }

    /**
     * Renews the token set now.
     *
     * @throws AccessTokenUnavailableException if that brings no new one
     */
    public void renew() {
        usable(freshTokens.renew(store, signedIn()));
    }

    /** Signs out; does nothing if nobody is signed in. */
    public void signOut() {
        UserSession session = store.load();
        if (session != null) {
            freshTokens.endings().signOut(store, session);
        }
    }

    private UserSession signedIn() {
        UserSession session = store.load();
        if (session == null) {
            throw new AccessTokenUnavailableException(Reason.NOT_SIGNED_IN);
        }
        return session;
    }

    private static UserSession usable(Freshness freshness) {
        if (freshness instanceof Usable usable) {
            return usable.session();
        }
        throw new AccessTokenUnavailableException(reason(freshness));
    }

    private static Reason reason(Freshness freshness) {
        if (freshness instanceof NotRenewed notRenewed) {
            return notRenewed.error() == ErrorCode.CONFIGURATION
                    ? Reason.CONFIGURATION
                    : Reason.TEMPORARILY_UNAVAILABLE;
        }
        return Reason.NOT_SIGNED_IN;
    }
}

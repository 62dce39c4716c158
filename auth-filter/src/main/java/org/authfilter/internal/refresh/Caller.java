package org.authfilter.internal.refresh;

import java.util.Optional;
import org.authfilter.AccessTokenUnavailableException;
import org.authfilter.AccessTokenUnavailableException.Reason;
import org.authfilter.ErrorCode;
import org.authfilter.internal.refresh.AuthenticationResult.Authenticated;
import org.authfilter.internal.refresh.AuthenticationResult.TokenUnavailable;
import org.authfilter.internal.session.SessionStore;
import org.authfilter.internal.session.UserSession;
import org.jspecify.annotations.Nullable;

/** Whoever sent one request: what the application may ask and do on their behalf. */
public final class Caller {

    private final SessionStore requestStore;
    private final SessionStore store;
    private final TokenRefresher tokenRefresher;
    private volatile @Nullable UserSession admitted;

    public Caller(SessionStore store, TokenRefresher tokenRefresher) {
        this(store, store, tokenRefresher);
    }

    private Caller(SessionStore requestStore, SessionStore store, TokenRefresher tokenRefresher) {
        this.requestStore = requestStore;
        this.store = store;
        this.tokenRefresher = tokenRefresher;
    }

    /** From now on this caller is the user of {@code session} and nobody else, whoever signs in meanwhile. */
    public void admit(UserSession session) {
        admitted = session;
    }

    /** The same caller, for threads that don't serve the request. */
    public Caller elsewhere() {
        return store == requestStore
                ? new Caller(requestStore, new CapturedSessionStore(store, session()), tokenRefresher)
                : this;
    }

    /** The session as it is now; {@code null} if nobody is signed in. */
    public @Nullable UserSession session() {
        UserSession held = store.load();
        UserSession first = admitted;
        return held == null || first == null || held.continues(first) ? held : null;
    }

    /**
     * The access token, refreshed first if it is due.
     *
     * @throws AccessTokenUnavailableException if there is none to be had
     */
    public String accessToken() {
        UserSession session = signedIn();
        return usable(tokenRefresher.ensure(store, session)).tokens().accessToken();
    }

    /**
     * Refreshes the token set now.
     *
     * @throws AccessTokenUnavailableException if that brings no new one
     */
    public void refresh() {
        usable(tokenRefresher.refresh(store, signedIn()));
    }

    /**
     * An access token to repeat a call with whose token was refused: the current one, or else a refreshed one. Empty if
     * there is none to be had, or if {@code client} must not refresh now.
     *
     * @param client names the client that made the call
     */
    public Optional<String> accessTokenInsteadOf(String refused, String client) {
        UserSession session = session();
        if (session == null) {
            return Optional.empty();
        }
        boolean isCurrent = session.tokens().accessToken().equals(refused);
        if (isCurrent && tokenRefresher.refusedRetries().forbidRefreshFor(client)) {
            return Optional.empty();
        }
        AuthenticationResult freshness =
                isCurrent ? tokenRefresher.refresh(store, session) : tokenRefresher.ensure(store, session);
        return freshness instanceof Authenticated usable
                ? Optional.of(usable.session().tokens().accessToken()).filter(token -> !token.equals(refused))
                : Optional.empty();
    }

    /** Takes note that the token of a repeated call was refused as well: {@code client} must not refresh for a while. */
    public void refusedAgain(String client) {
        tokenRefresher.refusedRetries().add(client);
    }

    /** Signs out; does nothing if nobody is signed in. */
    public void signOut() {
        UserSession session = session();
        if (session != null) {
            tokenRefresher.termination().signOut(requestStore, session);
        }
    }

    private UserSession signedIn() {
        UserSession session = session();
        if (session == null) {
            throw new AccessTokenUnavailableException(Reason.NOT_SIGNED_IN);
        }
        return session;
    }

    private static UserSession usable(AuthenticationResult freshness) {
        if (freshness instanceof Authenticated usable) {
            return usable.session();
        }
        throw new AccessTokenUnavailableException(reason(freshness));
    }

    private static Reason reason(AuthenticationResult freshness) {
        if (freshness instanceof TokenUnavailable notRefreshed) {
            return notRefreshed.error() == ErrorCode.CONFIGURATION
                    ? Reason.CONFIGURATION
                    : Reason.TEMPORARILY_UNAVAILABLE;
        }
        return Reason.NOT_SIGNED_IN;
    }
}

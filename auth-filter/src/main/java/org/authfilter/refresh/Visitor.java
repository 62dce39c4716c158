package org.authfilter.refresh;

import java.util.Optional;
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

    private final SessionStore requestStore;
    private final SessionStore store;
    private final FreshTokens freshTokens;
    private volatile @Nullable UserSession admitted;

    public Visitor(SessionStore store, FreshTokens freshTokens) {
        this(store, store, freshTokens);
    }

    private Visitor(SessionStore requestStore, SessionStore store, FreshTokens freshTokens) {
        this.requestStore = requestStore;
        this.store = store;
        this.freshTokens = freshTokens;
    }

    /** From now on this visitor is the user of {@code session} and nobody else, whoever signs in meanwhile. */
    public void admit(UserSession session) {
        admitted = session;
    }

    /** The same visitor, for threads that don't serve the request. */
    public Visitor elsewhere() {
        return store == requestStore
                ? new Visitor(requestStore, new CapturedStore(store, session()), freshTokens)
                : this;
    }

    /** The session as it is now; {@code null} if nobody is signed in. */
    public @Nullable UserSession session() {
        UserSession held = store.load();
        UserSession first = admitted;
        return held == null || first == null || held.continues(first) ? held : null;
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

    /**
     * An access token to repeat a call with whose token was refused: the current one, or else a renewed one. Empty if
     * there is none to be had, or if {@code client} must not renew now.
     *
     * @param client names the client that made the call
     */
    public Optional<String> accessTokenInsteadOf(String refused, String client) {
        UserSession session = session();
        if (session == null) {
            return Optional.empty();
        }
        boolean isCurrent = session.tokens().accessToken().equals(refused);
        if (isCurrent && freshTokens.refusedRetries().forbidRenewalFor(client)) {
            return Optional.empty();
        }
        Freshness freshness = isCurrent ? freshTokens.renew(store, session) : freshTokens.ensure(store, session);
        return freshness instanceof Usable usable
                ? Optional.of(usable.session().tokens().accessToken()).filter(token -> !token.equals(refused))
                : Optional.empty();
    }

    /** Takes note that the token of a repeated call was refused as well: {@code client} must not renew for a while. */
    public void refusedAgain(String client) {
        freshTokens.refusedRetries().add(client);
    }

    /** Signs out; does nothing if nobody is signed in. */
    public void signOut() {
        UserSession session = session();
        if (session != null) {
            freshTokens.endings().signOut(requestStore, session);
        }
    }

    private UserSession signedIn() {
        UserSession session = session();
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

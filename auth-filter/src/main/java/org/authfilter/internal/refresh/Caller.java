package org.authfilter.internal.refresh;

import java.util.Optional;
import org.authfilter.AccessTokenUnavailableException;
import org.authfilter.AccessTokenUnavailableException.Reason;
import org.authfilter.ErrorCode;
import org.authfilter.internal.refresh.AuthenticationResult.Authenticated;
import org.authfilter.internal.refresh.AuthenticationResult.TokenUnavailable;
import org.authfilter.internal.refresh.AuthenticationResult.Unauthenticated;
import org.authfilter.internal.session.SessionStore;
import org.authfilter.internal.session.UserSession;
import org.jspecify.annotations.Nullable;

/**
 * The caller of one request: gives the application the caller's session and access token. Thread-safe.
 */
public final class Caller {

    private final SessionStore requestStore;
    private final SessionStore store;
    private final TokenRefresher tokenRefresher;
    private volatile @Nullable UserSession bound;
    private volatile boolean hasSignedOut;

    public Caller(SessionStore store, TokenRefresher tokenRefresher) {
        this(store, store, tokenRefresher);
    }

    private Caller(SessionStore requestStore, SessionStore store, TokenRefresher tokenRefresher) {
        this.requestStore = requestStore;
        this.store = store;
        this.tokenRefresher = tokenRefresher;
    }

    /** The store of the request. */
    public SessionStore store() {
        return requestStore;
    }

    /** Binds this caller to the user of {@code session}, even if another user signs in over the HTTP session later. */
    public void bindTo(UserSession session) {
        bound = session;
    }

    /** The same caller, for work on other threads; without a token as soon as the session ends. */
    public Caller capture() {
        if (store != requestStore) {
            return this;
        }
        SessionStore detached = requestStore.detached();
        return new Caller(detached, new CapturedSessionStore(detached, currentSession()), tokenRefresher);
    }

    /** The same caller, for a call that another thread sends for the request; keeps the token of the request (R14). */
    public Caller forAsyncCall() {
        Caller caller = capture();
        if (caller != this) {
            caller.bound = bound;
            caller.hasSignedOut = hasSignedOut;
        }
        return caller;
    }

    /**
     * The session that the request was authenticated with, or has refreshed (R14): it is not read again. Without one, the
     * session as it is now. {@code null} if the caller is not signed in.
     */
    public @Nullable UserSession session() {
        UserSession admitted = bound;
        return admitted == null || hasSignedOut ? currentSession() : admitted;
    }

    /** The session as it is now; {@code null} if the caller is not signed in any more. */
    private @Nullable UserSession currentSession() {
        UserSession latest = store.load();
        UserSession first = bound;
        return latest == null || first == null || latest.continues(first) ? latest : null;
    }

    /**
     * The access token that the request was admitted with; if it is due, the session is read and refreshed first. If the
     * session has ended during the request, the token is used as long as it is valid (R14).
     *
     * @throws AccessTokenUnavailableException if there is no usable access token
     */
    public String accessToken() {
        return findAccessToken().orElseThrow(() -> new AccessTokenUnavailableException(Reason.NOT_SIGNED_IN));
    }

    /**
     * The same, but empty if the caller is not signed in.
     *
     * @throws AccessTokenUnavailableException if the caller is signed in, and there is no usable access token
     */
    public Optional<String> findAccessToken() {
        UserSession authenticated = bound;
        if (authenticated != null && !hasSignedOut && !tokenRefresher.isDue(authenticated)) {
            return Optional.of(authenticated.tokens().accessToken());
        }
        UserSession session = currentSession();
        AuthenticationResult result =
                session == null ? new Unauthenticated() : tokenRefresher.ensureFresh(store, session);
        if (result instanceof TokenUnavailable unavailable) {
            throw new AccessTokenUnavailableException(reasonOf(unavailable));
        }
        return result instanceof Authenticated fresh
                ? Optional.of(rebind(fresh).tokens().accessToken())
                : boundToken();
    }

    private UserSession rebind(Authenticated authenticated) {
        if (bound != null) {
            bound = authenticated.session();
        }
        return authenticated.session();
    }

    private Optional<String> boundToken() {
        UserSession session = bound;
        return session == null || hasSignedOut || !tokenRefresher.isValid(session)
                ? Optional.empty()
                : Optional.of(session.tokens().accessToken());
    }

    /**
     * Refreshes the token set now.
     *
     * @throws AccessTokenUnavailableException if the refresh fails
     */
    public void refresh() {
        UserSession session = sessionToRefresh();
        sessionOf(tokenRefresher.refresh(store, session == null ? requireSession() : session));
    }

    /**
     * The session as it is now; {@code null} if the caller is not signed in. If another node has not stored the token set
     * of this request yet, it is stored here: the one that it has replaced was refreshed already.
     */
    private @Nullable UserSession sessionToRefresh() {
        UserSession latest = currentSession();
        UserSession admitted = bound;
        return latest == null || admitted == null || !admitted.hasReplaced(latest)
                ? latest
                : store.update(
                        latest.id(),
                        stored -> Optional.of(stored)
                                .filter(admitted::hasReplaced)
                                .map(admitted::continuing));
    }

    /**
     * The access token for the retry of a call whose token the API rejected: the current one, or else a refreshed one.
     * Empty if there is no other token, or while forced refreshes are paused for {@code client} and this session.
     *
     * @param client the name of the client that made the call
     */
    public Optional<String> replacementFor(String rejected, String client) {
        UserSession session = sessionToRefresh();
        if (session == null) {
            return Optional.empty();
        }
        boolean isCurrent = session.tokens().accessToken().equals(rejected);
        if (isCurrent && !tokenRefresher.forcedRefreshLimiter().allows(client, session.id())) {
            return Optional.empty();
        }
        AuthenticationResult result =
                isCurrent ? tokenRefresher.replaceRejected(store, session) : tokenRefresher.ensureFresh(store, session);
        return result instanceof Authenticated authenticated
                ? Optional.of(rebind(authenticated).tokens().accessToken()).filter(token -> !token.equals(rejected))
                : Optional.empty();
    }

    /** Pauses forced refreshes for {@code client} and this session: the API rejected the token of the retry, too. */
    public void pauseForcedRefresh(String client) {
        UserSession session = session();
        if (session != null) {
            tokenRefresher.forcedRefreshLimiter().pause(client, session.id());
        }
    }

    /**
     * Runs {@code listener} once when the session ends. Returns what removes it.
     *
     * @throws AccessTokenUnavailableException if the caller is not signed in
     */
    public Runnable onEnd(Runnable listener) {
        return tokenRefresher.termination().onEnd(requireSession(), listener);
    }

    /** Signs out; does nothing if the caller is not signed in. */
    public void signOut() {
        hasSignedOut = true;
        UserSession session = currentSession();
        if (session != null) {
            tokenRefresher.termination().signOut(requestStore, session);
        }
    }

    private UserSession requireSession() {
        UserSession session = currentSession();
        if (session == null) {
            throw new AccessTokenUnavailableException(Reason.NOT_SIGNED_IN);
        }
        return session;
    }

    private UserSession sessionOf(AuthenticationResult result) {
        if (result instanceof Authenticated authenticated) {
            return rebind(authenticated);
        }
        throw new AccessTokenUnavailableException(reasonOf(result));
    }

    private static Reason reasonOf(AuthenticationResult result) {
        if (result instanceof TokenUnavailable unavailable) {
            return unavailable.error() == ErrorCode.CONFIGURATION
                    ? Reason.CONFIGURATION
                    : Reason.TEMPORARILY_UNAVAILABLE;
        }
        return Reason.NOT_SIGNED_IN;
    }
}

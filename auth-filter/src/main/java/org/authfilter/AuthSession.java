package org.authfilter;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The session of the request that the calling thread serves. Inject it into a bean of any scope:
 *
 * <pre>{@code
 * @Inject AuthSession session;
 * }</pre>
 *
 * The getters never refresh a token and never create an HTTP session. On a thread that serves no request,
 * {@link #isAuthenticated()} is {@code false}; {@link #capture()} makes a session available to other threads. The
 * injected object is thread-safe: each thread sees the session of its own request.
 */
public interface AuthSession {

    /** {@return whether the caller is signed in} */
    boolean isAuthenticated();

    /** {@return the signed-in user; {@code null} if the caller is not signed in} */
    @Nullable
    User getUser();

    /** {@return the roles of the user; empty if the caller is not signed in} */
    List<String> getRoles();

    /**
     * {@return what identifies this sign-in, as in {@link ActiveSession#id()} and in the event
     * {@link org.authfilter.event.SignedOut}; {@code null} if the caller is not signed in}
     */
    @Nullable
    String getId();

    /** {@return the configured name of the provider; {@code null} if the caller is not signed in} */
    @Nullable
    String getProvider();

    /** {@return the {@code iss} of the tokens; {@code null} if they have none or the caller is not signed in} */
    @Nullable
    String getIssuer();

    /** {@return the {@code sub} of the tokens; {@code null} if they have none or the caller is not signed in} */
    @Nullable
    String getSubject();

    /** {@return the expiry of the access token; {@code null} if it is not known or the caller is not signed in} */
    @Nullable
    Instant getExpiresAt();

    /**
     * {@return the {@code acr} of the ID token of the sign-in (OpenID Connect Core 1.0, section 2), which tells how strongly
     * the user was authenticated; {@code null} if there is none or the caller is not signed in}
     */
    @Nullable
    String getAcr();

    /**
     * {@return the {@code amr} of the ID token of the sign-in, which tells the methods of authentication (RFC 8176); empty
     * if there is none or the caller is not signed in}
     */
    List<String> getAmr();

    /**
     * {@return when the user was authenticated, the {@code auth_time} of the ID token of the sign-in; {@code null} if there
     * is none or the caller is not signed in}
     */
    @Nullable
    Instant getAuthTime();

    /**
     * Refreshes the token set now (RFC 6749, section 6), whatever its expiry. Joins a pending refresh of this session
     * instead of sending a second one. At most one refresh a second is sent for a session; a further call within that
     * second has the result of the last one. Does nothing if there is no refresh token and the access token is still
     * valid.
     *
     * @throws AccessTokenUnavailableException if the caller is not signed in; if the issuer rejected the refresh token,
     *     which ends the session; or if the issuer is unavailable or issued no new token, which leaves the session as it
     *     is
     */
    void refresh();

    /**
     * Captures this session for work on other threads.
     *
     * @return the captured session; it is unauthenticated if the caller is not signed in now
     * @throws AccessTokenUnavailableException on a thread that serves no request
     */
    CapturedSession capture();

    /**
     * Calls {@code listener} once when this session ends, for instance to close a WebSocket or a stream of events that
     * belongs to it: at a sign-out, a logout by the provider, an end from another session, or an end of the HTTP session.
     * It is called on the thread that ends the session, and on each node where it was added; for an end at another node, on
     * a thread that runs the listeners one after the other. A timeout is only noticed when a request comes, or on the node
     * whose container destroys the HTTP session. An exception of the listener is logged.
     *
     * @param listener the action; it should be short, because a sign-out or the next listener waits for it
     * @return removes the listener; to be run when the connection is closed, otherwise the listener is kept until the
     *     session ends
     * @throws AccessTokenUnavailableException on a thread that serves no request, or if the caller is not signed in
     */
    Runnable onEnd(Runnable listener);

    /**
     * Signs out: ends the session on this server first, then asks the issuer to revoke the tokens (RFC 7009). Waits at
     * most one second for the issuer; the session ends even if the issuer is unavailable. Does nothing if the caller is
     * not signed in.
     *
     * @throws AccessTokenUnavailableException on a thread that serves no request
     */
    void signOut();
}

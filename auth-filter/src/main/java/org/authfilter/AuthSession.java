package org.authfilter;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The signed-in session of the request that runs on the calling thread. Inject it into a bean of any scope:
 *
 * <pre>{@code
 * @Inject AuthSession session;
 * }</pre>
 *
 * Reading never refreshes a token and never creates an HTTP session. On a thread that serves no request nobody is
 * authenticated; {@link #capture()} takes the session there. The injected object is thread-safe and answers for the thread that asks.
 */
public interface AuthSession {

    /** {@return whether somebody is signed in} */
    boolean isAuthenticated();

    /** {@return who is signed in, {@code null} if nobody is} */
    @Nullable
    User getUser();

    /** {@return the roles of who is signed in, empty if nobody is} */
    List<String> getRoles();

    /** {@return the name of the provider that issued the tokens, {@code null} if nobody is signed in} */
    @Nullable
    String getProvider();

    /** {@return the {@code iss} of the tokens, if they name one} */
    @Nullable
    String getIssuer();

    /** {@return the {@code sub} of the tokens, if they name one} */
    @Nullable
    String getSubject();

    /** {@return when the access token expires; {@code null} if that is not known or nobody is signed in} */
    @Nullable
    Instant getExpiresAt();

    /**
     * Refreshes the token set now, whatever its expiry. A refresh that is under way is joined, never doubled. Where the
     * issuer gave no refresh token, there is nothing to refresh with: the present token set stays.
     *
     * @throws AccessTokenUnavailableException if nobody is signed in, if the refresh token turned out to be dead (the
     *     session has ended then) or if the issuer gave no new token; the session goes on in the last case
     */
    void refresh();

    /**
     * A handle to this session for work on other threads.
     *
     * @return the handle; if nobody is signed in, nobody will be there
     * @throws AccessTokenUnavailableException on a thread that serves no request
     */
    CapturedSession capture();

    /**
     * Signs out: ends the session on this server, then asks the issuer to revoke the tokens. Does nothing if nobody is
     * signed in. An issuer that can't be reached keeps nobody signed in.
     *
     * @throws AccessTokenUnavailableException on a thread that serves no request
     */
    void signOut();
}

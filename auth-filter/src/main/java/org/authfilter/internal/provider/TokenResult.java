package org.authfilter.internal.provider;

import java.time.Duration;
import org.authfilter.User;
import org.authfilter.internal.token.TokenSet;
import org.jspecify.annotations.Nullable;

/** What came of asking an issuer for tokens (R9). Each kind says what its receiver must do. */
public sealed interface TokenResult {

    /** A token set came, so the refresh token that was presented is spent: store what came. */
    sealed interface Granted extends TokenResult {
        TokenSet tokens();
    }

    /**
     * The issuer gave a token set that may be used.
     *
     * @param user whom the answer describes; {@code null} if it describes nobody, which leaves the known user as is
     */
    record Issued(TokenSet tokens, @Nullable User user) implements Granted {}

    /**
     * The issuer gave a token set that is not known to hold: keep it, and go on as if it had not come (R15).
     *
     * @param tokens the former set, which {@linkplain TokenSet#awaiting awaits} the new one
     * @param why what stands in the way
     */
    record Unverified(TokenSet tokens, Transient why) implements Granted {}

    /** No token set came. {@link #reason()} is for the log and holds no secret and nothing of the answer's body. */
    sealed interface Failure extends TokenResult {
        String reason();
    }

    /** The issuer refused the credentials or the refresh token: sign out. */
    record Rejected(String reason) implements Failure {}

    /** A failure that leaves everybody signed in. */
    sealed interface Transient extends Failure {

        /**
         * Whether the issuer may have processed the request. The refresh token may be spent then, and presenting a spent
         * one makes issuers revoke the access token that still works.
         */
        boolean mayBeProcessed();
    }

    /**
     * The issuer could not answer: try again later.
     *
     * @param timedOut whether the issuer let the deadline pass, so that others need not wait for it as well
     * @param retryAfter how long the issuer asked to be left alone
     */
    record Unavailable(
            String reason,
            boolean mayBeProcessed,
            boolean timedOut,
            @Nullable Duration retryAfter) implements Transient {}

    /** The issuer refuses this application, or its answer is of no use: tell the operator. */
    record Misconfigured(String reason, boolean mayBeProcessed) implements Transient {}
}

package org.authfilter.internal.provider;

import java.lang.System.Logger.Level;
import java.time.Duration;
import org.authfilter.ErrorCode;
import org.authfilter.User;
import org.authfilter.event.RefreshFailed;
import org.authfilter.internal.provider.http.HttpOutcome;
import org.authfilter.internal.token.TokenSet;
import org.jspecify.annotations.Nullable;

/** The result of a token request (R9). Each type tells the receiver what to do. */
public sealed interface TokenResult {

    /** Returns this result if it is a failure; {@code null} otherwise. */
    default @Nullable Failure failure() {
        return null;
    }

    /** The issuer granted a token set, so the refresh token that was presented is spent: store the new set. */
    sealed interface Granted extends TokenResult {
        TokenSet tokens();
    }

    /**
     * The issuer granted a token set that may be used.
     *
     * @param user the user who has signed in; {@code null} at a refresh
     * @param update what a refresh says about the known user
     */
    record Issued(TokenSet tokens, @Nullable User user, UserUpdate update) implements Granted {

        /** The token set of a sign-in, or of a refresh that says nothing about the user. */
        public Issued(TokenSet tokens, @Nullable User user) {
            this(tokens, user, UserUpdate.NONE);
        }

        /** The token set of a refresh. */
        public static Issued refreshed(TokenSet tokens, UserUpdate update) {
            return new Issued(tokens, null, update);
        }
    }

    /**
     * The issuer granted a token set that could not be verified: store it, and go on as if it had not come (R15).
     *
     * @param tokens the former set, with the new one as its {@linkplain TokenSet#unverified() unverified} successor
     * @param why why the new set was not verified
     */
    record Unverified(TokenSet tokens, Transient why) implements Granted {}

    /**
     * The session has ended on another node: the refresh token was not presented, or the new token set was revoked (R11).
     * Only the shared store tells it, no issuer.
     */
    record EndedElsewhere() implements TokenResult {}

    /** The issuer granted no token set. */
    sealed interface Failure extends TokenResult {

        @Override
        default Failure failure() {
            return this;
        }

        /** For the log: contains no secret and nothing of the response's body. */
        String reason();

        /**
         * The code that the browser sees.
         *
         * @param ifRejected the code of a {@link Rejected}, which depends on the kind of request
         */
        ErrorCode errorCode(ErrorCode ifRejected);

        /** The level at which this failure is logged. */
        Level logLevel();

        /** The kind in the event of a failed refresh. */
        RefreshFailed.Kind kind();
    }

    /**
     * The issuer rejected the credentials or the refresh token, or a validation failed: sign out.
     *
     * @param logLevel {@code WARNING} for a token or a response that is forged or of another issuer or user
     */
    record Rejected(String reason, Level logLevel) implements Failure {

        /** An ordinary rejection. */
        public Rejected(String reason) {
            this(reason, Level.INFO);
        }

        /** A token or a response is forged, or belongs to another issuer or user. */
        public static Rejected forged(String reason) {
            return new Rejected(reason, Level.WARNING);
        }

        @Override
        public ErrorCode errorCode(ErrorCode ifRejected) {
            return ifRejected;
        }

        @Override
        public RefreshFailed.Kind kind() {
            return RefreshFailed.Kind.REJECTED;
        }
    }

    /** A failure that signs no user out. */
    sealed interface Transient extends Failure {

        /**
         * Whether the issuer may have processed the request. The refresh token may be spent then, and if a spent one is
         * presented, many issuers revoke the access token that still works.
         */
        boolean mayBeProcessed();
    }

    /**
     * The issuer could not be reached or could not process the request: try again later.
     *
     * @param cause what the failure tells about the issuer
     * @param retryAfter the wait that the issuer asked for; {@code null}: none
     */
    record Unavailable(
            String reason,
            boolean mayBeProcessed,
            HttpOutcome.Cause cause,
            @Nullable Duration retryAfter) implements Transient {

        /** The issuer did not process the request. */
        public static Unavailable notProcessed(String reason) {
            return new Unavailable(reason, false, HttpOutcome.Cause.OTHER, null);
        }

        /** The issuer may have processed the request. */
        public static Unavailable maybeProcessed(String reason) {
            return new Unavailable(reason, true, HttpOutcome.Cause.OTHER, null);
        }

        /** Whether the issuer serves no client at present: there was no connection, or no response before the deadline. */
        public boolean isUnreachable() {
            return cause == HttpOutcome.Cause.UNREACHABLE;
        }

        /** Whether the issuer responded with 408, 429 or 5xx. */
        public boolean isServerError() {
            return cause == HttpOutcome.Cause.SERVER_ERROR;
        }

        /** The same failure, with the wait that the issuer asked for. */
        public Unavailable withRetryAfter(@Nullable Duration wait) {
            return new Unavailable(reason, mayBeProcessed, cause, wait);
        }

        @Override
        public ErrorCode errorCode(ErrorCode ifRejected) {
            return ErrorCode.TEMPORARILY_UNAVAILABLE;
        }

        @Override
        public Level logLevel() {
            return Level.WARNING;
        }

        @Override
        public RefreshFailed.Kind kind() {
            return RefreshFailed.Kind.UNAVAILABLE;
        }
    }

    /** The issuer refuses this application, or its response is unusable: an operator has to act. */
    record Misconfigured(String reason, boolean mayBeProcessed) implements Transient {

        /** The issuer did not process the request. */
        public static Misconfigured notProcessed(String reason) {
            return new Misconfigured(reason, false);
        }

        /** The issuer may have processed the request. */
        public static Misconfigured maybeProcessed(String reason) {
            return new Misconfigured(reason, true);
        }

        @Override
        public ErrorCode errorCode(ErrorCode ifRejected) {
            return ErrorCode.CONFIGURATION;
        }

        @Override
        public Level logLevel() {
            return Level.ERROR;
        }

        @Override
        public RefreshFailed.Kind kind() {
            return RefreshFailed.Kind.MISCONFIGURED;
        }
    }
}

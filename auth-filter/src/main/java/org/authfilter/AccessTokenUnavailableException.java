package org.authfilter;

/** There is no usable access token; {@link #reason()} is the cause. The message contains no secret. */
public class AccessTokenUnavailableException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    /** Why there is no access token. */
    private final Reason reason;

    /** Why there is no access token. */
    public enum Reason {
        /** The thread serves no request that passed the filter, and runs no work of a {@link CapturedSession}. */
        NO_REQUEST("this thread serves no request: get the token on the thread of the request, or use"
                + " AuthSession.capture() there and work with the captured session on this thread"),
        /** The caller is not signed in, or the session has just ended. */
        NOT_SIGNED_IN("the caller is not signed in"),
        /** The token has expired and the issuer is unavailable; a later call may succeed. */
        TEMPORARILY_UNAVAILABLE("the token has expired and its issuer is unavailable"),
        /** The token has expired and the issuer rejects this client; the log has the details. */
        CONFIGURATION("the token has expired and its issuer rejects this client: see the server's log");

        private final String text;

        Reason(String text) {
            this.text = text;
        }
    }

    /**
     * Creates the exception.
     *
     * @param reason the cause; the message describes it
     */
    public AccessTokenUnavailableException(Reason reason) {
        super("No access token: " + reason.text);
        this.reason = reason;
    }

    /** {@return why there is no access token} */
    public Reason reason() {
        return reason;
    }
}

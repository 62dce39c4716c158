package org.authfilter;

/** There is no access token to hand out; {@link #reason()} says why. The message holds no secret. */
public class AccessTokenUnavailableException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    /** Why there is no access token. */
    private final Reason reason;

    /** Why there is no access token. */
    public enum Reason {
        /** The thread serves no request that went through the filter, and runs no work of a {@link CapturedSession}. */
        NO_REQUEST("this thread serves no request: ask for the token on the request's own thread, or let the request"
                + " take AuthSession.capture() along"),
        /** Nobody is signed in, or the session has just ended. */
        NOT_SIGNED_IN("nobody is signed in"),
        /** The token has expired and the issuer can't be reached now; a later call may succeed. */
        TEMPORARILY_UNAVAILABLE("the token has expired and its issuer is unavailable"),
        /** The token has expired and the issuer refuses this application; the log says how. */
        CONFIGURATION("the token has expired and its issuer refuses this application: see the server's log");

        private final String text;

        Reason(String text) {
            this.text = text;
        }
    }

    /**
     * There is no token for this reason.
     *
     * @param reason also what the message says
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

package org.authfilter;

/**
 * The closed set of errors that a browser gets to see, in {@code error} of a sign-in page's address and of a problem
 * (RFC 9457). Everything else about an error stands in the log only.
 */
public enum ErrorCode {
    /** Nobody is signed in yet. */
    SESSION_REQUIRED("SessionRequired", "Please sign in."),
    /** A POST came without a proof that this site sent it. */
    INVALID_CSRF("InvalidCsrf", "The request did not come from this site. Please try again."),
    /** The provider refused the credentials. */
    CREDENTIALS_SIGNIN("CredentialsSignin", "The sign-in failed. Check what you entered and try again."),
    /** The way to an OpenID Provider could not be started. */
    OAUTH_SIGNIN("OAuthSignin", "The sign-in could not be started. Please try again."),
    /** What came back from an OpenID Provider does not hold. */
    OAUTH_CALLBACK("OAuthCallback", "The sign-in could not be completed. Please try again."),
    /** The provider or the user refused the sign-in. */
    ACCESS_DENIED("AccessDenied", "You are not allowed to sign in here."),
    /** The provider refused the refresh token, and the session has ended. */
    REFRESH_ACCESS_TOKEN_ERROR("RefreshAccessTokenError", "Your session has ended. Please sign in again."),
    /** The tokens ran out or the session became too old, and it has ended. */
    SESSION_EXPIRED("SessionExpired", "Your session has expired. Please sign in again."),
    /** The issuer gives no answer now, and whoever is signed in stays so; or too many sign-ins have failed. */
    TEMPORARILY_UNAVAILABLE(
            "TemporarilyUnavailable", "The sign-in service is not available. Please try again in a moment."),
    /** The issuer refuses this application, or answers what can't be used. */
    CONFIGURATION("Configuration", "The sign-in service refused this application. Please tell its operator.");

    private final String code;
    private final String message;

    ErrorCode(String code, String message) {
        this.code = code;
        this.message = message;
    }

    /** {@return the value on the wire, for instance {@code SessionRequired}} */
    public String code() {
        return code;
    }

    /** {@return one sentence for a person} */
    public String message() {
        return message;
    }
}

package org.authfilter;

/**
 * The closed set of errors that a browser gets to see, in {@code error} of a sign-in page's address and of a problem
 * (RFC 9457). Everything else about an error stands in the log only.
 */
public enum ErrorCode {
    SESSION_REQUIRED("SessionRequired", "Please sign in."),
    INVALID_CSRF("InvalidCsrf", "The request did not come from this site. Please try again."),
    CREDENTIALS_SIGNIN("CredentialsSignin", "The sign-in failed. Check what you entered and try again."),
    OAUTH_SIGNIN("OAuthSignin", "The sign-in could not be started. Please try again."),
    OAUTH_CALLBACK("OAuthCallback", "The sign-in could not be completed. Please try again."),
    ACCESS_DENIED("AccessDenied", "You are not allowed to sign in here."),
    REFRESH_ACCESS_TOKEN_ERROR("RefreshAccessTokenError", "Your session has ended. Please sign in again."),
    SESSION_EXPIRED("SessionExpired", "Your session has expired. Please sign in again."),
    TEMPORARILY_UNAVAILABLE(
            "TemporarilyUnavailable", "The sign-in service is not available. Please try again in a moment."),
    CONFIGURATION("Configuration", "The sign-in service refused this application. Please tell its operator.");

    private final String code;
    private final String message;

    ErrorCode(String code, String message) {
        this.code = code;
        this.message = message;
    }

    /** The value on the wire, for instance {@code SessionRequired}. */
    public String code() {
        return code;
    }

    /** One sentence for a person. */
    public String message() {
        return message;
    }
}

package org.authfilter;

/**
 * The closed set of errors that a browser can see: as {@code error} in the address of a sign-in page and in a problem
 * document (RFC 9457). All further details of an error are only in the log.
 */
public enum ErrorCode {
    /** The caller is not signed in. */
    SESSION_REQUIRED("SessionRequired", "Please sign in."),
    /** A POST request carries no proof that it comes from this site. */
    INVALID_CSRF("InvalidCsrf", "The request did not come from this site. Please try again."),
    /** The provider rejected the credentials. */
    CREDENTIALS_SIGNIN("CredentialsSignin", "The sign-in failed. Check what you entered and try again."),
    /** The sign-in at an OpenID Provider could not be started. */
    OAUTH_SIGNIN("OAuthSignin", "The sign-in could not be started. Please try again."),
    /** The response of an OpenID Provider is not valid. */
    OAUTH_CALLBACK("OAuthCallback", "The sign-in could not be completed. Please try again."),
    /** The provider or the user denied the sign-in. */
    ACCESS_DENIED("AccessDenied", "You are not allowed to sign in here. Try another account."),
    /** The issuer rejected the refresh token, so the session has ended. */
    REFRESH_ACCESS_TOKEN_ERROR("RefreshAccessTokenError", "Your session has ended. Please sign in again."),
    /** The tokens or the session have expired, so the session has ended. */
    SESSION_EXPIRED("SessionExpired", "Your session has expired. Please sign in again."),
    /** The issuer is unavailable, and existing sessions continue; or too many sign-ins have failed. */
    TEMPORARILY_UNAVAILABLE(
            "TemporarilyUnavailable", "The sign-in service is not available. Please try again in a moment."),
    /** The issuer rejects this client, or its response can't be used. */
    CONFIGURATION("Configuration", "The sign-in service refused this application. Please tell its operator.");

    private final String code;
    private final String message;

    ErrorCode(String code, String message) {
        this.code = code;
        this.message = message;
    }

    /** {@return the value in addresses and documents, such as {@code SessionRequired}} */
    public String code() {
        return code;
    }

    /** {@return one English sentence for the user} */
    public String message() {
        return message;
    }
}

package org.authfilter.internal.config;

/** How the refresh token travels to a credentials backend. */
public enum RefreshCarrier {
    /** A member of a JSON object. */
    JSON,
    /** A field of a form. */
    FORM,
    /** A request header. */
    HEADER,
    /** The header {@code Authorization} (RFC 6750, section 2.1). */
    BEARER
}

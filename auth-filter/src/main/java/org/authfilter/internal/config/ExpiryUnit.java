package org.authfilter.internal.config;

/** How a backend writes when a token expires; on the wire {@code epoch-millis} and so on. */
public enum ExpiryUnit {
    EPOCH_MILLIS,
    EPOCH_SECONDS,
    /** Seconds from the response on, as {@code expires_in} of RFC 6749, section 5.1. */
    SECONDS,
    ISO_8601
}

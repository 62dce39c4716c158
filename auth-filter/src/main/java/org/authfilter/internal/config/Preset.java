package org.authfilter.internal.config;

/** Defaults for the keys of a credentials provider. */
enum Preset {
    JSON,
    /** A token endpoint with the password grant (RFC 6749, section 4.3). */
    OAUTH2
}

package org.authfilter.internal.config;

/**
 * What the deployer said about one key.
 *
 * @param place where it was read, for messages
 */
record ConfigValue(String value, String place, Kind kind) {

    /** Without the value, which may be a secret. */
    @Override
    public String toString() {
        return "Said[" + place + "]";
    }

    /** How a place is treated. */
    enum Kind {
        /** All WARs of a server share it: a key that nobody knows may be meant for another version. */
        SHARED,
        /** It is for this WAR alone. */
        OWN,
        /** It is for this WAR alone, and may hold <code>${NAME}</code>. */
        OWN_WITH_PLACEHOLDERS
    }
}

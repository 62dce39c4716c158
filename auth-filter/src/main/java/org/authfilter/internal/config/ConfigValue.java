package org.authfilter.internal.config;

/**
 * The configured text of one key.
 *
 * @param source where it was read, for messages
 */
record ConfigValue(String value, String source, Kind kind) {

    /** Without the value, which may be a secret. */
    @Override
    public String toString() {
        return "ConfigValue[" + source + "]";
    }

    /** How a source is treated. */
    enum Kind {
        /** All WARs of a server share it: an unknown key may be meant for another version of this jar. */
        SHARED,
        /** It belongs to this WAR alone. */
        OWN,
        /** It belongs to this WAR alone, and may contain <code>${NAME}</code>. */
        OWN_WITH_PLACEHOLDERS
    }
}

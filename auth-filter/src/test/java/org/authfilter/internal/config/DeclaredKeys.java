package org.authfilter.internal.config;

import java.util.Locale;
import java.util.stream.Stream;

/** The declared keys, for the tests that compare documents with them. */
public final class DeclaredKeys {

    private DeclaredKeys() {}

    /** The environment variables of the application's keys. */
    public static Stream<String> variables() {
        return ApplicationKeys.GROUP.keys().stream()
                .map(key -> "AUTH_FILTER_" + key.name().toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}

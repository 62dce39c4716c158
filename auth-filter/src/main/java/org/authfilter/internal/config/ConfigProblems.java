package org.authfilter.internal.config;

import java.util.LinkedHashSet;
import java.util.Set;

/** All problems of a configuration, collected so that they are reported together. */
final class ConfigProblems {

    static final String NOT_SHOWN = "(not shown)";

    private final Set<String> found = new LinkedHashSet<>();

    /** A value that can't be used. Secrets, and values that may contain one, are not repeated. */
    void wrong(String key, ConfigValue configured, String remedy) {
        found.add(key + " = " + printable(key, configured.value()) + " (" + configured.source() + "): " + remedy);
    }

    void missing(String key, String remedy) {
        found.add(key + " is missing: " + remedy);
    }

    void unknown(String key, ConfigValue configured) {
        found.add(key + " (" + configured.source()
                + "): there is no such key; correct its spelling or remove it. docs/configuration.md lists all keys.");
    }

    /**
     * Ends the reading of a configuration.
     *
     * @throws ConfigurationException with all problems, if there is one
     */
    void throwIfAny() {
        if (!found.isEmpty()) {
            throw new ConfigurationException("auth-filter can't start, its configuration has " + found.size()
                    + (found.size() == 1 ? " problem:" : " problems:") + "\n  - " + String.join("\n  - ", found));
        }
    }

    private static String printable(String key, String value) {
        return Keys.isShown(key) && !value.contains("@") ? "\"" + value + "\"" : NOT_SHOWN;
    }
}

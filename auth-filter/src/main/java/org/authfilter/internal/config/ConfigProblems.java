package org.authfilter.internal.config;

import java.util.ArrayList;
import java.util.List;

/** All that is wrong with a configuration, so that it is told at once. */
final class ConfigProblems {

    private final List<String> found = new ArrayList<>();

    /** Secrets, and what may hold one, are not repeated. */
    void wrong(String key, ConfigValue said, String remedy) {
        found.add(key + " = " + printable(key, said.value()) + " (" + said.place() + "): " + remedy);
    }

    void missing(String key, String remedy) {
        found.add(key + " is missing: " + remedy);
    }

    void unknown(String key, ConfigValue said) {
        found.add(key + " (" + said.place()
                + "): there is no such key; correct its spelling or remove it. The README lists all keys.");
    }

    void throwIfAny() {
        if (!found.isEmpty()) {
            throw new ConfigurationException("auth-filter can't start, its configuration has " + found.size()
                    + (found.size() == 1 ? " mistake:" : " mistakes:") + "\n  - " + String.join("\n  - ", found));
        }
    }

    private static String printable(String key, String value) {
        boolean mayHoldSecret = key.endsWith("secret") || key.endsWith("private-key") || value.contains("@");
        return mayHoldSecret ? "(not shown)" : "\"" + value + "\"";
    }
}

package org.authfilter.internal.config;

import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Fills in <code>${NAME}</code> and <code>${NAME:default}</code>. */
final class Placeholders {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}:]+)(?::([^}]*))?}");

    private Placeholders() {}

    /**
     * @param lookup gives the value of a name, or {@code null}
     * @throws IllegalArgumentException if a name has neither a value nor a default
     */
    static String fill(String text, UnaryOperator<@Nullable String> lookup) {
        return PLACEHOLDER
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(value(found.group(1), found.group(2), lookup)));
    }

    private static String value(String name, @Nullable String byDefault, UnaryOperator<@Nullable String> lookup) {
        String value = lookup.apply(name);
        if (value != null) {
            return value;
        }
        if (byDefault != null) {
            return byDefault;
        }
        throw new IllegalArgumentException("set the system property or environment variable " + name
                + ", or write a default: ${" + name + ":default}");
    }
}

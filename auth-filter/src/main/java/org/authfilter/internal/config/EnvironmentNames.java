package org.authfilter.internal.config;

import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Stream;

/** Names of environment variables: the key in upper case, {@code .} and {@code -} as {@code _}. */
final class EnvironmentNames {

    static final String PREFIX = "AUTH_FILTER_";
    private static final String PROVIDER = "PROVIDER_";

    private EnvironmentNames() {}

    /** The key that a variable stands for; for an unknown variable its own name. */
    static String keyOf(String variable) {
        String name = variable.substring(PREFIX.length());
        return Stream.concat(applicationKeyOf(name), providerKeyOf(name))
                .findFirst()
                .orElse(variable);
    }

    private static Stream<String> applicationKeyOf(String name) {
        return ApplicationKeys.GROUP.keys().stream()
                .map(Key::name)
                .filter(key -> variable(key).equals(name));
    }

    private static Stream<String> providerKeyOf(String name) {
        if (!name.startsWith(PROVIDER)) {
            return Stream.empty();
        }
        String rest = name.substring(PROVIDER.length());
        return ProviderKind.all().stream()
                .flatMap(kind -> kind.keys().keys().stream())
                .map(Key::name)
                .sorted(Comparator.comparing(String::length).reversed())
                .filter(key -> rest.endsWith("_" + variable(key)))
                .map(key -> ProviderKeyName.prefix(providerName(rest, key)) + key);
    }

    private static String providerName(String rest, String key) {
        return rest.substring(0, rest.length() - key.length() - 1)
                .toLowerCase(Locale.ROOT)
                .replace('_', '-');
    }

    private static String variable(String key) {
        return key.toUpperCase(Locale.ROOT).replace('-', '_').replace('.', '_');
    }
}

package org.authfilter.internal.config;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Stream;

/** Environment variables stand for keys: upper case, {@code .} and {@code -} as {@code _}. */
final class EnvironmentNames {

    static final String PREFIX = "AUTH_FILTER_";
    private static final String PROVIDER = "PROVIDER_";

    private EnvironmentNames() {}

    /** The key that a variable stands for; a variable that stands for none is named as it is. */
    static String keyOf(String variable) {
        String name = variable.substring(PREFIX.length());
        return Stream.concat(globalKeyOf(name), providerKeyOf(name)).findFirst().orElse(variable);
    }

    private static Stream<String> globalKeyOf(String name) {
        return Arrays.stream(Key.values())
                .map(Key::wireName)
                .filter(key -> variable(key).equals(name));
    }

    private static Stream<String> providerKeyOf(String name) {
        if (!name.startsWith(PROVIDER)) {
            return Stream.empty();
        }
        String rest = name.substring(PROVIDER.length());
        return Arrays.stream(ProviderType.values())
                .flatMap(type -> Arrays.stream(ProviderKey.of(type)))
                .map(ProviderKey::wireName)
                .sorted(Comparator.comparing(String::length).reversed())
                .filter(key -> rest.endsWith("_" + variable(key)))
                .map(key -> "provider." + providerName(rest, key) + "." + key);
    }

    private static String providerName(String rest, String key) {
        return rest.substring(0, rest.length() - key.length() - 1)
                .toLowerCase(Locale.ROOT)
                .replace('_', '-');
    }

    private static String variable(String key) {
        return key.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}

package org.authfilter.internal.config;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.authfilter.internal.config.ConfigValue.Kind;

/** The providers that this application has, by the names in its keys, in the order of the sources. */
final class ConfiguredProviders {

    private final Map<String, ConfigValue> configured;
    private final ConfigProblems problems;

    ConfiguredProviders(Map<String, ConfigValue> configured, ConfigProblems problems) {
        this.configured = configured;
        this.problems = problems;
    }

    /** The keys of each provider, without {@code provider.NAME.}, by the provider's name. */
    Map<String, Set<String>> keysByProvider() {
        Map<String, Set<String>> keys = new LinkedHashMap<>();
        configured.forEach((name, value) -> ProviderKeyName.of(name)
                .filter(key -> hasValidProvider(key, name, value))
                .filter(key -> isMeantForThisApplication(key, value))
                .ifPresent(key -> keys.computeIfAbsent(key.provider(), first -> keysOf(key.provider()))));
        return keys;
    }

    private boolean hasValidProvider(ProviderKeyName key, String name, ConfigValue value) {
        if (!key.hasValidProvider() && value.kind() != Kind.SHARED) {
            problems.wrong(name, value, ProviderKeyName.NAMING);
        }
        return key.hasValidProvider();
    }

    /** A shared source also has keys for other applications, such as a secret; with a type it is meant for all of them. */
    private boolean isMeantForThisApplication(ProviderKeyName key, ConfigValue value) {
        return value.kind() != Kind.SHARED || configured.containsKey(CredentialsKeys.TYPE.of(key.provider()));
    }

    private Set<String> keysOf(String provider) {
        Set<String> keys = new LinkedHashSet<>();
        configured.keySet().stream()
                .map(ProviderKeyName::of)
                .flatMap(Optional::stream)
                .filter(key -> key.provider().equals(provider))
                .forEach(key -> keys.add(key.key()));
        return keys;
    }
}

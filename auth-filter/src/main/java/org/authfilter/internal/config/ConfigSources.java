package org.authfilter.internal.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import org.authfilter.internal.config.ConfigValue.Kind;

/**
 * The configured texts of all sources; the first source that has a key wins. Add the sources in the order of their
 * precedence. A blank value counts as not configured.
 */
public final class ConfigSources {

    public static final String PREFIX = "auth-filter.";

    private final Map<String, ConfigValue> configured = new LinkedHashMap<>();
    private final Map<String, ConfigValue> contradictions = new LinkedHashMap<>();

    /** Keys behind {@code auth-filter.}; every WAR of the server sees them. */
    public ConfigSources systemProperties(Properties properties) {
        for (String name : properties.stringPropertyNames()) {
            prefixed(name, properties.getProperty(name), "system property", Kind.SHARED);
        }
        return this;
    }

    /** Keys in upper case behind {@code AUTH_FILTER_}; every WAR of the server sees them. */
    public ConfigSources environment(Map<String, String> environment) {
        environment.forEach((name, value) -> {
            if (name.startsWith(EnvironmentNames.PREFIX)) {
                add(EnvironmentNames.keyOf(name), value, "environment variable " + name, Kind.SHARED);
            }
        });
        return this;
    }

    /** One property of MicroProfile Config; keys are behind {@code auth-filter.}. */
    public ConfigSources microProfileConfig(String name, String value, String source) {
        prefixed(name, value, "MicroProfile Config, " + source + ",", Kind.OWN);
        return this;
    }

    /** MicroProfile Config's file in the WAR, for keys that the server's MicroProfile Config does not know. */
    public ConfigSources configurationFile(Properties properties, String file) {
        for (String name : properties.stringPropertyNames()) {
            prefixed(name, properties.getProperty(name), file, Kind.OWN_WITH_PLACEHOLDERS);
        }
        return this;
    }

    /** Init-params of the filter {@code auth-filter}. */
    public ConfigSources initParams(Map<String, String> params) {
        params.forEach((name, value) -> add(name, value, "web.xml, init-param " + name, Kind.OWN_WITH_PLACEHOLDERS));
        return this;
    }

    /** Context-params behind {@code auth-filter.}. */
    public ConfigSources contextParams(Enumeration<String> names, Function<String, String> valueOf) {
        while (names.hasMoreElements()) {
            String name = names.nextElement();
            prefixed(name, valueOf.apply(name), "web.xml, context-param", Kind.OWN_WITH_PLACEHOLDERS);
        }
        return this;
    }

    /** Annotations on {@code types}. They have no order, so a key must have the same value in all of them. */
    public ConfigSources annotations(Collection<Class<?>> types) {
        Map<String, ConfigValue> annotated = new LinkedHashMap<>();
        types.stream()
                .sorted(Comparator.comparing(Class::getName))
                .forEach(type -> AnnotationValues.of(type).forEach((key, value) -> {
                    ConfigValue here = new ConfigValue(
                            value.strip(), "annotation on " + type.getName(), Kind.OWN_WITH_PLACEHOLDERS);
                    ConfigValue before = annotated.putIfAbsent(key, here);
                    if (before != null && !before.value().equals(here.value()) && !configured.containsKey(key)) {
                        contradictions.put(key, here);
                    }
                }));
        annotated.forEach(configured::putIfAbsent);
        return this;
    }

    /** Whether a source so far has the {@code type} of a provider. */
    public boolean hasProvider() {
        return configured.keySet().stream()
                .map(ProviderKeyName::of)
                .flatMap(Optional::stream)
                .anyMatch(key -> key.key().equals("type"));
    }

    /** The keys of one provider, as another product's file in the WAR has them. */
    public ConfigSources clientFile(String provider, Map<String, String> keys, String file) {
        keys.forEach(
                (key, value) -> add(ProviderKeyName.prefix(provider) + key, value, file, Kind.OWN_WITH_PLACEHOLDERS));
        return this;
    }

    Map<String, ConfigValue> configured() {
        return configured;
    }

    /** Keys with different values in annotations on several classes, each with a value that did not win. */
    Map<String, ConfigValue> contradictions() {
        return contradictions;
    }

    private void prefixed(String name, String value, String source, Kind kind) {
        if (name.startsWith(PREFIX)) {
            add(name.substring(PREFIX.length()), value, source + " " + name, kind);
        }
    }

    private void add(String key, String value, String source, Kind kind) {
        if (!value.isBlank()) {
            configured.putIfAbsent(key, new ConfigValue(value.strip(), source, kind));
        }
    }
}

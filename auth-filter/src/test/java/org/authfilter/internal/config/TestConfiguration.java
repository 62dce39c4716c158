package org.authfilter.internal.config;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** A configuration in all its sources, and the settings that are read from it. */
public final class TestConfiguration {

    /** The sources that take names and values. */
    public enum Source {
        SYSTEM_PROPERTY,
        ENVIRONMENT,
        MICROPROFILE_CONFIG,
        INIT_PARAM,
        CONTEXT_PARAM
    }

    private final Map<Source, Map<String, String>> values = new EnumMap<>(Source.class);
    private final List<Class<?>> annotated = new ArrayList<>();
    private final Map<String, String> placeholders = new LinkedHashMap<>();

    /** Has no value yet. */
    public TestConfiguration() {
        for (Source source : Source.values()) {
            values.put(source, new LinkedHashMap<>());
        }
    }

    /** Has one credentials provider, {@code backend}, and needs no other key. */
    public static TestConfiguration ofOneBackend() {
        return new TestConfiguration()
                .set("provider.backend.type", "credentials")
                .set("provider.backend.login-url", "https://backend.example/auth/login");
    }

    /** Sets an init-param, whose name is the key. */
    public TestConfiguration set(String key, String value) {
        return set(Source.INIT_PARAM, key, value);
    }

    /** Sets a value under its name in this source. */
    public TestConfiguration set(Source source, String name, String value) {
        values.get(source).put(name, value);
        return this;
    }

    TestConfiguration annotate(Class<?> type) {
        annotated.add(type);
        return this;
    }

    TestConfiguration placeholder(String name, String value) {
        placeholders.put(name, value);
        return this;
    }

    public Settings read() {
        Properties properties = new Properties();
        properties.putAll(values.get(Source.SYSTEM_PROPERTY));
        ConfigSources sources =
                new ConfigSources().systemProperties(properties).environment(values.get(Source.ENVIRONMENT));
        values.get(Source.MICROPROFILE_CONFIG)
                .forEach((name, value) -> sources.microProfileConfig(name, value, "microprofile-config.properties"));
        Map<String, String> contextParams = values.get(Source.CONTEXT_PARAM);
        sources.initParams(values.get(Source.INIT_PARAM))
                .contextParams(Collections.enumeration(contextParams.keySet()), contextParams::get);
        sources.annotations(annotated);
        return SettingsReader.read(sources, placeholders::get);
    }

    /** The only provider. */
    CredentialsSettings provider() {
        return (CredentialsSettings) onlyProvider();
    }

    /** The only provider, an OpenID Provider. */
    public OidcSettings openIdProvider() {
        return (OidcSettings) onlyProvider();
    }

    private ProviderSettings onlyProvider() {
        List<ProviderSettings> providers = read().providers();
        if (providers.size() != 1) {
            throw new AssertionError("There are " + providers.size() + " providers");
        }
        return providers.get(0);
    }

    /** The message that fails the deployment. */
    String problems() {
        ConfigurationException refused = catchThrowableOfType(ConfigurationException.class, this::read);
        if (refused == null) {
            throw new AssertionError("The configuration was accepted");
        }
        return refused.getMessage();
    }
}

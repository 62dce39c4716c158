package org.authfilter.internal.config;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Says things in all places of a configuration and reads what comes of it. */
final class Deployer {

    /** The places that take names and values. */
    enum Place {
        SYSTEM_PROPERTY,
        ENVIRONMENT,
        MICROPROFILE_CONFIG,
        INIT_PARAM,
        CONTEXT_PARAM
    }

    private final Map<Place, Map<String, String>> said = new EnumMap<>(Place.class);
    private final List<Class<?>> annotated = new ArrayList<>();
    private final Map<String, String> placeholders = new LinkedHashMap<>();

    /** Says nothing yet. */
    Deployer() {
        for (Place place : Place.values()) {
            said.put(place, new LinkedHashMap<>());
        }
    }

    /** Names one provider, {@code backend}; nothing else is needed. */
    static Deployer ofOneBackend() {
        return new Deployer()
                .say("provider.backend.type", "credentials")
                .say("provider.backend.login-url", "https://backend.example/auth/login");
    }

    /** In the init-params, under the key's own name. */
    Deployer say(String key, String value) {
        return say(Place.INIT_PARAM, key, value);
    }

    /** Under the name that this place wants. */
    Deployer say(Place place, String name, String value) {
        said.get(place).put(name, value);
        return this;
    }

    Deployer annotate(Class<?> type) {
        annotated.add(type);
        return this;
    }

    Deployer placeholder(String name, String value) {
        placeholders.put(name, value);
        return this;
    }

    Settings read() {
        Properties properties = new Properties();
        properties.putAll(said.get(Place.SYSTEM_PROPERTY));
        ConfigSources places =
                new ConfigSources().systemProperties(properties).environment(said.get(Place.ENVIRONMENT));
        said.get(Place.MICROPROFILE_CONFIG)
                .forEach((name, value) -> places.microProfileConfig(name, value, "microprofile-config.properties"));
        Map<String, String> contextParams = said.get(Place.CONTEXT_PARAM);
        places.initParams(said.get(Place.INIT_PARAM))
                .contextParams(Collections.enumeration(contextParams.keySet()), contextParams::get);
        places.annotations(annotated);
        return SettingsReader.read(places, placeholders::get);
    }

    /** The only provider. */
    CredentialsSettings provider() {
        List<ProviderSettings> providers = read().providers();
        if (providers.size() != 1) {
            throw new AssertionError("There are " + providers.size() + " providers");
        }
        return (CredentialsSettings) providers.get(0);
    }

    /** The message that fails the deployment. */
    String refusal() {
        ConfigurationException refusal = catchThrowableOfType(ConfigurationException.class, this::read);
        if (refusal == null) {
            throw new AssertionError("The configuration was accepted");
        }
        return refusal.getMessage();
    }
}

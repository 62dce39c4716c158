package org.authfilter.internal.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Makes {@link Settings} from the configured texts, or reports all problems together. */
public final class SettingsReader {

    private final ConfigSources sources;
    private final ConfigProblems problems = new ConfigProblems();
    private final ValuesReader reader;
    private final Map<String, ProviderSettings> providers = new LinkedHashMap<>();

    private SettingsReader(ConfigSources sources, UnaryOperator<@Nullable String> placeholders) {
        this.sources = sources;
        this.reader = new ValuesReader(sources.configured(), placeholders, problems);
    }

    /**
     * Reads and validates the whole configuration.
     *
     * @param placeholders gives the value of a placeholder's name, or {@code null}
     * @throws ConfigurationException with all problems
     */
    public static Settings read(ConfigSources sources, UnaryOperator<@Nullable String> placeholders) {
        return new SettingsReader(sources, placeholders).read();
    }

    private Settings read() {
        Values application = reader.read(ApplicationKeys.GROUP, "");
        boolean isEnabled = !Boolean.FALSE.equals(application.find(ApplicationKeys.ENABLED));
        if (isEnabled) {
            readProviders();
        }
        sources.contradictions()
                .forEach((key, value) -> problems.wrong(
                        key, value, "an annotation on another class has a different value; keep one of them"));
        UnusedKeys unused = new UnusedKeys(sources.configured(), kinds());
        unused.reportUnknown(problems);
        if (isEnabled) {
            unused.warnOfOtherProviders();
        }
        problems.throwIfAny();
        return new Settings(application, providers.values().stream().toList());
    }

    private void readProviders() {
        Map<String, Set<String>> keys = new ConfiguredProviders(sources.configured(), problems).keysByProvider();
        if (keys.isEmpty()) {
            problems.missing(
                    CredentialsKeys.TYPE.of("NAME"),
                    "there is no provider; configure one, for instance " + CredentialsKeys.TYPE.of("backend") + "="
                            + ProviderKind.CREDENTIALS.wireName() + " and " + CredentialsKeys.LOGIN_URL.of("backend")
                            + "=https://backend.example/auth/login");
        }
        keys.forEach((name, configured) -> providers.put(name, provider(name, configured)));
    }

    /** Without a valid type, the kind is guessed, so that the other problems are reported as well. */
    private ProviderSettings provider(String name, Set<String> configured) {
        String prefix = ProviderKeyName.prefix(name);
        ProviderKind type = reader.read(CredentialsKeys.TYPE, prefix);
        ProviderKind kind = type == null ? ProviderKind.closestTo(configured) : type;
        return kind.settings(name, reader.read(kind.keys(), prefix));
    }

    private Map<String, ProviderKind> kinds() {
        Map<String, ProviderKind> kinds = new LinkedHashMap<>();
        providers.forEach((name, provider) -> kinds.put(name, provider.kind()));
        return kinds;
    }
}

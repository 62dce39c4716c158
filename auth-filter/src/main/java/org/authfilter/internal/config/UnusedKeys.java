package org.authfilter.internal.config;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import org.authfilter.internal.config.ConfigValue.Kind;
import org.jspecify.annotations.Nullable;

/** Reports configured keys that have no effect: unknown ones, and keys of providers that this application has not. */
final class UnusedKeys {

    private static final Logger LOG = System.getLogger("org.authfilter.config");

    private final Map<String, ConfigValue> configured;
    private final Map<String, ProviderKind> providers;

    /** Knows the kind of each provider that was read, by its name. */
    UnusedKeys(Map<String, ConfigValue> configured, Map<String, ProviderKind> providers) {
        this.configured = configured;
        this.providers = providers;
    }

    /** In a source of this WAR an unknown key is a problem; in a shared source it is a warning. */
    void reportUnknown(ConfigProblems problems) {
        configured.forEach((name, value) -> {
            if (isKnown(name)) {
                return;
            }
            if (value.kind() == Kind.SHARED) {
                LOG.log(Level.WARNING, "Unknown key {0} ({1}) is ignored", name, value.source());
            } else {
                problems.unknown(name, value);
            }
        });
    }

    /** Logs a warning for each shared key of a provider that this application has not. */
    void warnOfOtherProviders() {
        configured.forEach((name, value) -> {
            ProviderKeyName key = ProviderKeyName.of(name).orElse(null);
            if (value.kind() == Kind.SHARED && key != null && !providers.containsKey(key.provider()) && isKnown(name)) {
                LOG.log(Level.WARNING, "Key {0} ({1}) is ignored: {2}", name, value.source(), reason(key));
            }
        });
    }

    private boolean isKnown(String name) {
        return ProviderKeyName.of(name).map(this::isKnown).orElseGet(() -> ApplicationKeys.GROUP.has(name));
    }

    /** For a provider that was not read, the keys of every kind are known. */
    private boolean isKnown(ProviderKeyName key) {
        @Nullable ProviderKind read = providers.get(key.provider());
        return ProviderKind.all().stream()
                .filter(kind -> read == null || kind.equals(read))
                .anyMatch(kind -> kind.keys().has(key.key()));
    }

    private static String reason(ProviderKeyName key) {
        return key.hasValidProvider()
                ? "this application has no such provider; to add it, configure "
                        + CredentialsKeys.TYPE.of(key.provider())
                : ProviderKeyName.NAMING;
    }
}

package org.authfilter.internal.config;

import java.net.URI;
import java.util.Map;
import java.util.function.Consumer;

/** The configuration of one provider of any kind. Immutable. */
public abstract sealed class ProviderSettings permits CredentialsSettings, OidcSettings {

    private final String name;
    private final ProviderKind kind;
    final Values values;

    ProviderSettings(String name, ProviderKind kind, Values values) {
        this.name = name;
        this.kind = kind;
        this.values = values;
    }

    /** The provider's name in the configuration. */
    public final String name() {
        return name;
    }

    /** What the name of this provider's principals is. */
    public abstract PrincipalName principal();

    public final ProviderKind kind() {
        return kind;
    }

    /** All addresses of the provider by the names of their keys. */
    public final Map<String, URI> addresses() {
        return values.addresses();
    }

    /** Hands this to the consumer for its kind. */
    public abstract void accept(Consumer<CredentialsSettings> credentials, Consumer<OidcSettings> oidc);

    /** Without secrets. */
    @Override
    public final String toString() {
        return "provider " + name + " " + values;
    }
}

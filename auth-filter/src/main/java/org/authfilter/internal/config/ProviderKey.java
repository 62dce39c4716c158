package org.authfilter.internal.config;

import org.jspecify.annotations.Nullable;

/** A key of one provider, behind {@code provider.NAME.}. */
public interface ProviderKey {

    String wireName();

    @Nullable
    String defaultValue();

    /** All keys of providers of one type. */
    static ProviderKey[] of(ProviderType type) {
        return switch (type) {
            case CREDENTIALS -> CredentialsKey.values();
            case OIDC -> OidcKey.values();
        };
    }

    /** The whole key for the provider {@code name}. */
    default String of(String name) {
        return "provider." + name + "." + wireName();
    }
}

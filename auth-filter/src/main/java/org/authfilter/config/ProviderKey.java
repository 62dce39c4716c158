package org.authfilter.config;

import org.jspecify.annotations.Nullable;

/** A key of one provider, behind {@code provider.NAME.}. */
public interface ProviderKey {

    String wireName();

    @Nullable
    String defaultValue();

    /** The whole key for the provider {@code name}. */
    default String of(String name) {
        return "provider." + name + "." + wireName();
    }
}

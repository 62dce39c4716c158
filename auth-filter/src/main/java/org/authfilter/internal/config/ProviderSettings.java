package org.authfilter.internal.config;

/** One provider, of whatever type. */
public sealed interface ProviderSettings permits CredentialsSettings, OidcSettings {

    /** The provider's name in the configuration. */
    String name();
}

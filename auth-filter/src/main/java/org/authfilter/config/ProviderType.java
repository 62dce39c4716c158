package org.authfilter.config;

/** The kinds of providers; on the wire {@code credentials} and {@code oidc}. */
public enum ProviderType {
    /** A separate backend takes credentials and issues tokens. */
    CREDENTIALS,
    /** An OpenID Provider. */
    OIDC
}

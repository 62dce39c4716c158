package org.authfilter.internal.config;

/** The kinds of providers; on the wire {@code credentials} and {@code oidc}. */
public enum ProviderType {
    /** A separate backend takes credentials and issues tokens. */
    CREDENTIALS,
    /** An OpenID Provider. */
    OIDC
}

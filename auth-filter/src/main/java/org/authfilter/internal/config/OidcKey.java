package org.authfilter.internal.config;

import org.jspecify.annotations.Nullable;

/** The keys of a provider of type {@code oidc}, each behind {@code provider.NAME.}. */
public enum OidcKey implements ProviderKey {
    TYPE("type", null),
    ISSUER("issuer", null),
    CLIENT_ID("client-id", null),
    CLIENT_SECRET("client-secret", null),
    CLIENT_AUTH("client-auth", "client_secret_basic"),
    PRIVATE_KEY("private-key", null),
    PRIVATE_KEY_ID("private-key-id", null),
    PRIVATE_KEY_ALG("private-key-alg", "RS256"),
    SCOPE("scope", "openid profile email"),
    AUTHORIZATION_PARAMS("authorization-params", null),
    RESOURCE("resource", null),
    ROLES("roles", null),
    NAME_CLAIM("name-claim", "preferred_username"),
    USERINFO("userinfo", "true"),
    PAR("par", "auto"),
    REVOKE_ON_SIGN_OUT("revoke-on-sign-out", "true");

    private final String wireName;
    private final @Nullable String defaultValue;

    OidcKey(String wireName, @Nullable String defaultValue) {
        this.wireName = wireName;
        this.defaultValue = defaultValue;
    }

    @Override
    public String wireName() {
        return wireName;
    }

    @Override
    public @Nullable String defaultValue() {
        return defaultValue;
    }
}

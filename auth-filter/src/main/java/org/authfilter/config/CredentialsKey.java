package org.authfilter.config;

import org.jspecify.annotations.Nullable;

/** The keys of a provider of type {@code credentials}, each behind {@code provider.NAME.}. */
public enum CredentialsKey implements ProviderKey {
    TYPE("type", null),
    LOGIN_URL("login-url", null),
    LOGIN_FIELDS("login-fields", "email,password"),
    REFRESH_URL("refresh-url", null),
    REFRESH_FIELD("refresh-field", "token"),
    REFRESH_CARRIER("refresh-carrier", "json"),
    LOGOUT_URL("logout-url", null),
    ACCESS_TOKEN("access-token", "/accessToken"),
    REFRESH_TOKEN("refresh-token", "/refreshToken"),
    EXPIRY("expiry", "/accessTokenExpiry"),
    REFRESH_EXPIRY("refresh-expiry", "/refreshTokenExpiry"),
    EXPIRY_UNIT("expiry-unit", "epoch-millis"),
    USER("user", "/user"),
    ROLES("roles", null);

    private final String wireName;
    private final @Nullable String defaultValue;

    CredentialsKey(String wireName, @Nullable String defaultValue) {
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

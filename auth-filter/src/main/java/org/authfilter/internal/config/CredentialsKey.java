package org.authfilter.internal.config;

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
    /** Its answer describes the user more fully: {@link #USER} and {@link #ROLES} point into it as well. */
    PROFILE_URL("profile-url", null),
    ACCESS_TOKEN("access-token", "/accessToken"),
    REFRESH_TOKEN("refresh-token", "/refreshToken"),
    EXPIRY("expiry", "/accessTokenExpiry"),
    REFRESH_EXPIRY("refresh-expiry", "/refreshTokenExpiry"),
    EXPIRY_UNIT("expiry-unit", "epoch-millis"),
    /** In the profile, where nothing stands there, the whole answer is the user. */
    USER("user", "/user"),
    /** An array, or one string that is one role; in the profile, else in the answer, else in the JWT's claims. */
    ROLES("roles", null),
    JWKS_URL("jwks-url", null),
    ISSUER("issuer", null),
    AUDIENCE("audience", null);

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

package org.authfilter.internal.config;

import org.jspecify.annotations.Nullable;

/** The keys of the application as a whole. */
public enum Key {
    ENABLED("enabled", "true"),
    PATH("path", "/auth"),
    PROTECTED_PATHS("protected-paths", "/*"),
    PUBLIC_PATHS("public-paths", null),
    SIGN_IN_PAGE("sign-in-page", null),
    BASE_URL("base-url", null),
    REFRESH_MARGIN("refresh-margin", "60s"),
    TOKEN_REQUEST_TIMEOUT("token-request-timeout", "5s"),
    CONNECT_TIMEOUT("connect-timeout", "2s"),
    REFRESH_RETENTION("refresh-retention", "30s"),
    IDLE_TIMEOUT("idle-timeout", null),
    SESSION_MAX_AGE("session-max-age", null),
    SESSION_END("session-end", "invalidate"),
    EXPOSE_ACCESS_TOKEN("expose-access-token", "false"),
    CLOCK_SKEW("clock-skew", "30s"),
    MAX_WAITING_REQUESTS(
            "max-waiting-requests", Integer.toString(8 * Runtime.getRuntime().availableProcessors()));

    private final String wireName;
    private final @Nullable String defaultValue;

    Key(String wireName, @Nullable String defaultValue) {
        this.wireName = wireName;
        this.defaultValue = defaultValue;
    }

    public String wireName() {
        return wireName;
    }

    public @Nullable String defaultValue() {
        return defaultValue;
    }
}

package org.authfilter.internal.config;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The valid configuration of one application. {@link ApplicationKeys} documents each key. Immutable. */
public final class Settings {

    private final Values values;
    private final PathRules pathRules;
    private final Refresh refresh;
    private final List<ProviderSettings> providers;

    Settings(Values values, List<ProviderSettings> providers) {
        this.values = values;
        this.pathRules = new PathRules(
                Stream.concat(
                                values.get(ApplicationKeys.PROTECTED_PATHS).patterns().stream(),
                                requiredRoles().byPattern().keySet().stream())
                        .toList(),
                values.orElse(ApplicationKeys.PUBLIC_PATHS, PathPatterns.NONE).patterns());
        this.refresh = new Refresh(values);
        this.providers = List.copyOf(providers);
    }

    public boolean enabled() {
        return values.get(ApplicationKeys.ENABLED);
    }

    public String path() {
        return values.get(ApplicationKeys.PATH);
    }

    public PathRules pathRules() {
        return pathRules;
    }

    /** The roles that protected paths need. */
    public RequiredRoles requiredRoles() {
        return values.orElse(ApplicationKeys.REQUIRED_ROLES, RequiredRoles.NONE);
    }

    /** Paths whose CORS preflights need no session. */
    public PathPatterns preflightPaths() {
        return values.orElse(ApplicationKeys.PREFLIGHT_PATHS, PathPatterns.NONE);
    }

    /** Other origins whose scripts may read the responses of the library. */
    public List<URI> corsOrigins() {
        return values.orElse(ApplicationKeys.CORS_ORIGINS, List.of());
    }

    public boolean csrfProtection() {
        return values.get(ApplicationKeys.CSRF_PROTECTION);
    }

    /** Paths without CSRF protection. */
    public PathPatterns csrfExemptPaths() {
        return values.orElse(ApplicationKeys.CSRF_EXEMPT_PATHS, PathPatterns.NONE);
    }

    public @Nullable String signInPage() {
        return values.find(ApplicationKeys.SIGN_IN_PAGE);
    }

    /** The base name of the bundle with the application's texts. */
    public @Nullable String messages() {
        return values.find(ApplicationKeys.MESSAGES);
    }

    public @Nullable URI baseUrl() {
        return values.find(ApplicationKeys.BASE_URL);
    }

    public Refresh refresh() {
        return refresh;
    }

    public @Nullable Duration idleTimeout() {
        return values.find(ApplicationKeys.IDLE_TIMEOUT);
    }

    public @Nullable Duration sessionMaxAge() {
        return values.find(ApplicationKeys.SESSION_MAX_AGE);
    }

    public SessionEnd sessionEnd() {
        return values.get(ApplicationKeys.SESSION_END);
    }

    public @Nullable Integer maxSessionsPerUser() {
        return values.find(ApplicationKeys.MAX_SESSIONS_PER_USER);
    }

    public boolean exposeAccessToken() {
        return values.get(ApplicationKeys.EXPOSE_ACCESS_TOKEN);
    }

    /** The {@code Cache-Control} of responses on protected paths that have none; {@code null}: nothing is added. */
    public @Nullable String cacheControl() {
        return switch (values.get(ApplicationKeys.CACHE_PROTECTED)) {
            case NO_CACHE -> "private, no-cache";
            case NO_STORE -> "no-store";
            case OFF -> null;
        };
    }

    public ContainerIdentityMode containerIdentity() {
        return values.get(ApplicationKeys.CONTAINER_IDENTITY);
    }

    /** The engine that all nodes share; {@code null}: none. */
    public @Nullable SharedStoreKind sharedStore() {
        return values.find(ApplicationKeys.SHARED_STORE);
    }

    /** The JNDI name of the data source of the shared store; {@code null} for another engine. */
    public @Nullable String sharedStoreDataSource() {
        return values.find(ApplicationKeys.SHARED_STORE_DATA_SOURCE);
    }

    public Duration clockSkew() {
        return values.get(ApplicationKeys.CLOCK_SKEW);
    }

    /** In the order of the configuration; empty if auth-filter is switched off. */
    public List<ProviderSettings> providers() {
        return providers;
    }

    /** All addresses of the application and its providers by the whole names of their keys. */
    public Map<String, URI> addresses() {
        Map<String, URI> addresses = new LinkedHashMap<>(values.addresses());
        for (ProviderSettings provider : providers) {
            provider.addresses()
                    .forEach((key, address) -> addresses.put(ProviderKeyName.prefix(provider.name()) + key, address));
        }
        return addresses;
    }

    /** Without secrets. */
    @Override
    public String toString() {
        return values + " " + providers;
    }

    /** The part that concerns the refresh of tokens. Immutable. */
    public static final class Refresh {

        private final Values values;

        private Refresh(Values values) {
            this.values = values;
        }

        public Duration margin() {
            return values.get(ApplicationKeys.REFRESH_MARGIN);
        }

        public Duration tokenRequestTimeout() {
            return values.get(ApplicationKeys.TOKEN_REQUEST_TIMEOUT);
        }

        public Duration connectTimeout() {
            return values.get(ApplicationKeys.CONNECT_TIMEOUT);
        }

        public Duration retention() {
            return values.get(ApplicationKeys.REFRESH_RETENTION);
        }

        public int maxWaitingRequests() {
            return values.get(ApplicationKeys.MAX_WAITING_REQUESTS);
        }
    }
}

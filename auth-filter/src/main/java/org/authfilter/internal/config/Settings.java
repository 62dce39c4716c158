package org.authfilter.internal.config;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The whole configuration of one application, valid and immutable. The README says what each key means. */
public record Settings(
        boolean enabled,
        String path,
        PathRules pathRules,
        @Nullable String signInPage,
        @Nullable URI baseUrl,
        Refresh refresh,
        @Nullable Duration idleTimeout,
        @Nullable Duration sessionMaxAge,
        SessionEnd sessionEnd,
        boolean exposeAccessToken,
        Duration clockSkew,
        List<ProviderSettings> providers) {

    /** What concerns the refresh of tokens. */
    public record Refresh(
            Duration margin,
            Duration tokenRequestTimeout,
            Duration connectTimeout,
            Duration retention,
            int maxWaitingRequests) {}
}

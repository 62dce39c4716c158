package org.authfilter.internal.refresh;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Pauses forced refreshes for clients whose API rejected a token that was just refreshed. A refresh does not help them:
 * an API with a wrong audience must not cause a token rotation at each call. Thread-safe.
 */
final class ForcedRefreshLimiter {

    private static final Duration PAUSE = Duration.ofSeconds(60);

    private final Map<String, Instant> pausedUntil = new ConcurrentHashMap<>();
    private final Clock clock;

    ForcedRefreshLimiter(Clock clock) {
        this.clock = clock;
    }

    void pause(String client) {
        Instant now = clock.instant();
        pausedUntil.values().removeIf(end -> !now.isBefore(end));
        pausedUntil.put(client, now.plus(PAUSE));
    }

    boolean allows(String client) {
        Instant end = pausedUntil.get(client);
        return end == null || !clock.instant().isBefore(end);
    }
}

package org.authfilter.internal.refresh;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Pauses forced refreshes of a session for a client whose API rejected a token that was just refreshed. A refresh does
 * not help there: an API with a wrong audience must not cause a token rotation at each call. Thread-safe.
 */
final class ForcedRefreshLimiter {

    private static final Duration PAUSE = Duration.ofSeconds(60);

    private final Map<Pause, Instant> pausedUntil = new ConcurrentHashMap<>();
    private final InstantSource timer;

    private record Pause(String client, String signInId) {}

    ForcedRefreshLimiter(InstantSource timer) {
        this.timer = timer;
    }

    void pause(String client, String signInId) {
        Instant now = timer.instant();
        pausedUntil.values().removeIf(end -> !now.isBefore(end));
        pausedUntil.put(new Pause(client, signInId), now.plus(PAUSE));
    }

    boolean allows(String client, String signInId) {
        Instant end = pausedUntil.get(new Pause(client, signInId));
        return end == null || !timer.instant().isBefore(end);
    }
}

package org.authfilter.internal.refresh;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The clients whose API refused a token that had just been refreshed. Refreshing doesn't help them: a wrong audience must
 * not rotate the tokens at each call. Thread-safe.
 */
final class ForcedRefreshLimiter {

    private static final Duration PAUSE = Duration.ofSeconds(60);

    private final Map<String, Instant> pauses = new ConcurrentHashMap<>();
    private final Clock clock;

    ForcedRefreshLimiter(Clock clock) {
        this.clock = clock;
    }

    void add(String client) {
        Instant now = clock.instant();
        pauses.values().removeIf(end -> !now.isBefore(end));
        pauses.put(client, now.plus(PAUSE));
    }

    boolean forbidRefreshFor(String client) {
        Instant end = pauses.get(client);
        return end != null && clock.instant().isBefore(end);
    }
}

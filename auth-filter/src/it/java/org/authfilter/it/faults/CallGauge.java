package org.authfilter.it.faults;

import com.github.tomakehurst.wiremock.extension.Parameters;
import com.github.tomakehurst.wiremock.extension.ServeEventListener;
import com.github.tomakehurst.wiremock.http.ChunkedDribbleDelay;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * The calls of each provider at WireMock: how many, and how many of them at the same time at most. The first segment of
 * the path is the provider. Thread-safe.
 */
final class CallGauge implements ServeEventListener {

    /** The client gives a call up after 5 s ({@code token-request-timeout}); WireMock does not notice that. */
    private static final Duration GIVEN_UP = Duration.ofMillis(4_500);

    private final Map<String, Calls> calls = new HashMap<>();

    /** Counts from zero for this provider. */
    synchronized void reset(String provider) {
        calls.put(provider, new Calls());
    }

    /** The calls since the last {@link #reset}. */
    synchronized int calls(String provider) {
        return of(provider).all;
    }

    /** The most calls that were under way at the same time since the last {@link #reset}. */
    synchronized int atOnce(String provider) {
        return of(provider).atOnce;
    }

    private Calls of(String provider) {
        return calls.computeIfAbsent(provider, name -> new Calls());
    }

    @Override
    public String getName() {
        return "call-gauge";
    }

    @Override
    public synchronized void beforeMatch(ServeEvent event, Parameters parameters) {
        of(provider(event)).start(event.getId());
    }

    /** The response is on its way once its delay is over. Later than that the client may have sent its next call. */
    @Override
    public synchronized void beforeResponseSent(ServeEvent event, Parameters parameters) {
        of(provider(event)).end(event.getId(), delay(event.getResponseDefinition()));
    }

    private static String provider(ServeEvent event) {
        return event.getRequest().getUrl().split("/", 3)[1];
    }

    private static Duration delay(ResponseDefinition response) {
        Integer latency = response.getFixedDelayMilliseconds();
        ChunkedDribbleDelay drip = response.getChunkedDribbleDelay();
        return Duration.ofMillis((latency == null ? 0 : latency) + (drip == null ? 0 : drip.getTotalDuration()));
    }

    private static final class Calls {

        private final Map<UUID, Long> ends = new HashMap<>();
        private int all;
        private int atOnce;

        private void start(UUID id) {
            long now = System.nanoTime();
            all++;
            ends.values().removeIf(end -> end - now <= 0);
            ends.put(id, now + GIVEN_UP.toNanos());
            atOnce = Math.max(atOnce, ends.size());
        }

        private void end(UUID id, Duration delay) {
            long end = System.nanoTime() + delay.toNanos();
            ends.computeIfPresent(id, (call, givenUp) -> end - givenUp < 0 ? end : givenUp);
        }
    }
}

package org.authfilter.internal.provider.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.authfilter.internal.provider.http.HttpOutcome.Cause;
import org.authfilter.testkit.MutableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** GlassFish 8: {@code HttpClient.Builder.build} fails while a WAR is deployed, and succeeds later. */
class IssuerHttpClientTest {

    private final AtomicInteger builds = new AtomicInteger();
    private final List<Integer> ports = new CopyOnWriteArrayList<>();
    private final List<String> acceptedCodings = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private URI uri;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            ports.add(exchange.getRemoteAddress().getPort());
            acceptedCodings.addAll(exchange.getRequestHeaders().get("Accept-Encoding"));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private HttpClient build() {
        if (builds.getAndIncrement() == 0) {
            throw new UncheckedIOException(new IOException("no default SSLContext"));
        }
        return HttpClient.newHttpClient();
    }

    @Test
    void the_http_client_is_built_at_the_first_request_and_again_after_a_failure() {
        try (IssuerHttpClient http = new IssuerHttpClient(this::build, Duration.ofSeconds(5), Clock.systemUTC())) {
            assertThat(builds).hasValue(0);

            assertThat(http.get(uri, Map.of()).join())
                    .isEqualTo(new HttpOutcome.NotProcessed(
                            "no HTTP client: java.io.IOException: no default SSLContext", Cause.OTHER, null));
            assertThat(http.get(uri, Map.of()).join()).isEqualTo(new HttpOutcome.Response(204, ""));
            assertThat(http.get(uri, Map.of()).join()).isInstanceOf(HttpOutcome.Response.class);
            assertThat(builds).hasValue(2);
        }
    }

    @Test
    void a_connection_that_was_idle_for_half_a_minute_is_not_used() {
        MutableClock clock = new MutableClock(Instant.parse("2026-11-01T12:00:00Z"));
        try (IssuerHttpClient http = new IssuerHttpClient(Duration.ofSeconds(2), Duration.ofSeconds(5), clock, clock)) {
            http.get(uri, Map.of()).join();
            clock.advance(Duration.ofSeconds(29));
            http.get(uri, Map.of()).join();
            clock.advance(Duration.ofSeconds(1));
            http.get(uri, Map.of()).join();
        }

        assertThat(ports).hasSize(3);
        assertThat(ports.get(1)).isEqualTo(ports.get(0));
        assertThat(ports.get(2)).isNotEqualTo(ports.get(0));
    }

    @Test
    void a_date_that_is_set_back_delays_no_wait() {
        MutableClock date = new MutableClock(Instant.parse("2026-11-01T12:00:00Z"));
        MutableClock timer = new MutableClock(date.instant());
        try (IssuerHttpClient http = new IssuerHttpClient(Duration.ofSeconds(2), Duration.ofSeconds(5), date, timer)) {
            http.get(uri, Map.of()).join();
            date.advance(Duration.ofHours(-1));
            timer.advance(Duration.ofSeconds(30));
            http.get(uri, Map.of()).join();

            assertThat(http.timer()).isSameAs(timer);
        }

        assertThat(ports.get(1)).isNotEqualTo(ports.get(0));
    }

    @Test
    void no_content_coding_is_asked_for() {
        try (IssuerHttpClient http = new IssuerHttpClient(
                Duration.ofSeconds(2), Duration.ofSeconds(5), Clock.systemUTC(), Clock.systemUTC())) {
            http.get(uri, Map.of()).join();
        }

        assertThat(acceptedCodings).containsExactly("identity");
    }
}

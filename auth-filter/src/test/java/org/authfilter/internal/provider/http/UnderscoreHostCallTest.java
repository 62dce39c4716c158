package org.authfilter.internal.provider.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.authfilter.internal.provider.http.HttpOutcome.Cause;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests to {@code http://my_issuer}; a proxy stands in for the name service. */
class UnderscoreHostCallTest {

    private static final URI TOKEN = URI.create("http://my_issuer:8080/token?a=b");

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final ProxySelector before = ProxySelector.getDefault();
    private HttpServer server;
    private IssuerHttpClient http;
    private volatile CountDownLatch held = new CountDownLatch(0);
    private int status = 200;
    private String body = "{\"ok\":\"é\"}";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Host") + " "
                    + exchange.getRequestHeaders().getFirst("X-Test") + " "
                    + exchange.getRequestHeaders().getFirst("Accept-Encoding") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.getResponseHeaders().add("Retry-After", "17");
            exchange.getResponseHeaders().add("Location", "http://my_issuer:8080/other");
            awaitRelease();
            if (status == 0) {
                exchange.close();
                return;
            }
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        route(server.getAddress());
        http = new IssuerHttpClient(
                Duration.ofSeconds(2), Duration.ofSeconds(5), Clock.systemUTC(), InstantSource.system());
    }

    private void awaitRelease() {
        try {
            held.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static void route(InetSocketAddress address) {
        ProxySelector.setDefault(new ProxySelector() {
            @Override
            public List<Proxy> select(URI uri) {
                return List.of(
                        uri.toString().contains("my_issuer") ? new Proxy(Proxy.Type.HTTP, address) : Proxy.NO_PROXY);
            }

            @Override
            public void connectFailed(URI uri, SocketAddress at, IOException failure) {}
        });
    }

    @AfterEach
    void stop() {
        ProxySelector.setDefault(before);
        held.countDown();
        http.close();
        server.stop(0);
    }

    @Test
    void a_host_with_an_underscore_is_read() {
        assertThat(http.get(TOKEN, Map.of("X-Test", "1")).join()).isEqualTo(new HttpOutcome.Response(200, body));
        assertThat(requests).containsExactly("GET http://my_issuer:8080/token?a=b my_issuer:8080 1 identity ");
    }

    @Test
    void a_form_is_posted_to_a_host_with_an_underscore() {
        assertThat(http.post(TOKEN, Map.of("X-Test", "1"), "name=é").join())
                .isEqualTo(new HttpOutcome.Response(200, body));
        assertThat(requests).containsExactly("POST http://my_issuer:8080/token?a=b my_issuer:8080 1 identity name=é");
    }

    @ParameterizedTest
    @CsvSource({"302", "400", "403", "404"})
    void a_status_is_a_response_with_its_body_and_no_redirect_is_followed(int responded) {
        status = responded;

        assertThat(http.post(TOKEN, Map.of(), "a=b").join()).isEqualTo(new HttpOutcome.Response(responded, body));
        assertThat(http.get(TOKEN, Map.of()).join()).isEqualTo(new HttpOutcome.Response(responded, body));
        assertThat(requests).hasSize(2);
    }

    @Test
    void a_401_to_a_post_is_a_response() {
        status = 401;

        assertThat(http.post(TOKEN, Map.of(), "a=b").join().hasStatus(401, 401)).isTrue();
        assertThat(requests).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"503, false", "500, true"})
    void a_server_that_fails_is_told_apart(int responded, boolean mayBeProcessed) {
        status = responded;

        String reason = "HTTP status " + responded;
        Duration wait = Duration.ofSeconds(17);
        assertThat(http.post(TOKEN, Map.of(), "a=b").join())
                .isEqualTo(
                        mayBeProcessed
                                ? new HttpOutcome.MaybeProcessed(reason, Cause.SERVER_ERROR, wait)
                                : new HttpOutcome.NotProcessed(reason, Cause.SERVER_ERROR, wait));
    }

    @Test
    void a_post_whose_connection_breaks_is_not_sent_again() {
        status = 0;

        assertThat(http.post(TOKEN, Map.of(), "a=b").join()).isInstanceOf(HttpOutcome.MaybeProcessed.class);
        assertThat(requests).hasSize(1);
    }

    @Test
    void a_server_that_is_not_there_has_processed_nothing() {
        server.stop(0);

        assertThat(http.post(TOKEN, Map.of(), "a=b").join())
                .isInstanceOfSatisfying(
                        HttpOutcome.NotProcessed.class,
                        outcome -> assertThat(outcome.cause()).isEqualTo(Cause.UNREACHABLE));
    }

    @Test
    void a_server_that_does_not_respond_in_time_is_late() {
        held = new CountDownLatch(1);
        UnderscoreHostCall call = new UnderscoreHostCall(
                TOKEN, Map.of(), "a=b", Duration.ofSeconds(2), Duration.ofMillis(100), InstantSource.system());

        assertThat(call.get())
                .isEqualTo(
                        new HttpOutcome.MaybeProcessed("no complete response within PT0.1S", Cause.UNREACHABLE, null));
    }

    @Test
    void a_response_of_more_than_one_mebibyte_is_lost() {
        body = "x".repeat((1 << 20) + 1);

        assertThat(http.get(TOKEN, Map.of()).join()).isInstanceOf(HttpOutcome.MaybeProcessed.class);
    }

    @Test
    void a_header_that_can_not_carry_its_value_is_not_sent() {
        assertThat(http.get(TOKEN, Map.of("X-Test", "a\nb")).join())
                .isEqualTo(HttpOutcome.notSent("a header can't carry its value"));
        assertThat(requests).isEmpty();
    }

    @Test
    void a_call_that_prints_shows_no_value() {
        assertThat(new UnderscoreHostCall(
                        TOKEN,
                        Map.of("Authorization", "s3cret"),
                        "s3cret",
                        Duration.ZERO,
                        Duration.ZERO,
                        InstantSource.system()))
                .hasToString("UnderscoreHostCall[Authorization]");
    }
}

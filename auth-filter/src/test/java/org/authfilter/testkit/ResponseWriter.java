package org.authfilter.testkit;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Writes responses, with the {@link Fault} that a test has scripted. */
final class ResponseWriter {

    private static final Duration DRIP = Duration.ofMillis(100);

    private final CountDownLatch closed;

    /** Every pause ends when {@code closed} opens. */
    ResponseWriter(CountDownLatch closed) {
        this.closed = closed;
    }

    void json(HttpExchange exchange, int status, String body) throws IOException {
        whole(exchange, status, "application/json", body);
    }

    void broken(HttpExchange exchange, Fault fault, String json) throws IOException {
        switch (fault.shape()) {
            case STATUS -> {
                if (!fault.retryAfter().isEmpty()) {
                    exchange.getResponseHeaders().set("Retry-After", fault.retryAfter());
                }
                json(exchange, fault.status(), fault.body());
            }
            case RESET -> exchange.close();
            case TRUNCATED -> truncated(exchange, json);
            case SLOW_DRIP -> slowly(exchange, json);
            case HTML ->
                whole(exchange, 200, "text/html", "<!doctype html><title>Please log in to the network</title>");
            case REDIRECT -> {
                exchange.getResponseHeaders()
                        .set("Location", exchange.getRequestURI().toString());
                whole(exchange, 302, "text/plain", "moved");
            }
            case WITHOUT_REFRESH_TOKEN, WITHOUT_ACCESS_TOKEN, OVERSIZED, EXPIRED_ON_ARRIVAL ->
                json(exchange, 200, json);
        }
    }

    void pause(Duration time) {
        try {
            closed.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void whole(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = start(exchange, status, type, body);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    private static void truncated(HttpExchange exchange, String json) throws IOException {
        byte[] bytes = start(exchange, 200, "application/json", json);
        OutputStream out = exchange.getResponseBody();
        out.write(bytes, 0, bytes.length / 2);
        out.flush();
        exchange.close();
    }

    private void slowly(HttpExchange exchange, String json) throws IOException {
        byte[] bytes = start(exchange, 200, "application/json", json);
        OutputStream out = exchange.getResponseBody();
        for (byte b : bytes) {
            out.write(b);
            out.flush();
            pause(DRIP);
        }
        out.close();
    }

    private static byte[] start(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
        exchange.sendResponseHeaders(status, bytes.length);
        return bytes;
    }
}

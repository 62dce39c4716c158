package org.authfilter.it;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Shows an application of the server under another path and port, as simple proxies do: it hands the server its own
 * host, rewrites the path of requests and of cookies, and leaves bodies and {@code Location} alone.
 */
final class ReverseProxy implements AutoCloseable {

    private static final Set<String> OF_THE_CONNECTION =
            Set.of("host", "connection", "upgrade", "http2-settings", "content-length", "transfer-encoding", "date");

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final String outerPath;
    private final String innerPath;
    private final HttpServer server;

    private ReverseProxy(String outerPath, String innerPath) throws IOException {
        this.outerPath = outerPath;
        this.innerPath = innerPath;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
        server.setExecutor(threads);
        server.createContext(outerPath, this::handOn);
        server.start();
    }

    /** Shows the application at {@code innerPath} of the server at {@code outerPath} of a free port. */
    static ReverseProxy start(String outerPath, String innerPath) {
        try {
            return new ReverseProxy(outerPath, innerPath);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String origin() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void handOn(HttpExchange exchange) throws IOException {
        try (exchange) {
            String outer = exchange.getRequestURI().toString();
            URI inner = URI.create(System.getProperty("server.url") + innerPath + outer.substring(outerPath.length()));
            HttpRequest.Builder request = HttpRequest.newBuilder(inner)
                    .method(
                            exchange.getRequestMethod(),
                            BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
            exchange.getRequestHeaders().forEach((name, values) -> {
                if (isHandedOn(name)) {
                    values.forEach(value -> request.header(name, value));
                }
            });
            respond(exchange, client.send(request.build(), BodyHandlers.ofByteArray()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private void respond(HttpExchange exchange, HttpResponse<byte[]> response) throws IOException {
        response.headers().map().forEach((name, values) -> {
            if (isHandedOn(name)) {
                values.forEach(value -> exchange.getResponseHeaders().add(name, rewritten(name, value)));
            }
        });
        byte[] body = response.body();
        exchange.sendResponseHeaders(response.statusCode(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private String rewritten(String name, String value) {
        return name.equalsIgnoreCase("Set-Cookie")
                ? value.replaceFirst("(?i)(path=)" + innerPath + "(?=;|/|$)", "$1" + outerPath)
                : value;
    }

    private static boolean isHandedOn(String header) {
        return !OF_THE_CONNECTION.contains(header.toLowerCase(Locale.ROOT));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}

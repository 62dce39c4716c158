package org.authfilter.it;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An API that redirects to itself and to another port, where each response says which token came along. */
final class RedirectingApi implements AutoCloseable {

    private final HttpServer server;
    private final HttpServer elsewhere;
    private final List<String> seenElsewhere = new CopyOnWriteArrayList<>();

    RedirectingApi() {
        elsewhere = start();
        server = start();
        elsewhere.createContext("/", exchange -> {
            seenElsewhere.add(token(exchange));
            respond(exchange, 200, token(exchange));
        });
        server.createContext("/seen", exchange -> respond(exchange, 200, token(exchange)));
        server.createContext("/here", exchange -> redirect(exchange, "/seen"));
        server.createContext("/elsewhere", exchange -> redirect(exchange, url(elsewhere) + "/seen"));
    }

    String url() {
        return url(server);
    }

    /** The tokens that came to the other port. */
    List<String> seenElsewhere() {
        return seenElsewhere;
    }

    private static HttpServer start() {
        try {
            HttpServer started =
                    HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 0);
            started.start();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String url(HttpServer server) {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private static String token(HttpExchange exchange) {
        return "token " + exchange.getRequestHeaders().getFirst("Authorization");
    }

    private static void redirect(HttpExchange exchange, String location) throws IOException {
        exchange.getResponseHeaders().set("Location", location);
        respond(exchange, 302, "moved");
    }

    private static void respond(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        elsewhere.stop(0);
    }
}

package org.authfilter.sample.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A JSON server on 127.0.0.1 with threads of its own. Nothing of it is left after {@link #close}.
 *
 * <p>The threads are daemons and do not refer to the WAR: their context class loader is the platform's. The JDK's server
 * is created on one of them, because its dispatcher and its timer inherit both from the thread that creates it.
 */
final class LocalServer implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(LocalServer.class.getName());
    private static final byte[] LOOPBACK = {127, 0, 0, 1};
    private static final int THREADS = 16;
    private static final int BACKLOG = 256;
    private static final int MAX_BODY = 64 * 1024;

    private final Map<String, Route> routes;
    private final ExecutorService threads;
    private final Jsonb jsonb = JsonbBuilder.create();
    private final HttpServer server;

    /** Serves the requests of one method and path. */
    @FunctionalInterface
    interface Route {

        Response handle(Request request);
    }

    /** A status and the value that becomes the JSON body. */
    record Response(int status, Object body) {

        static Response error(int status, String error) {
            return new Response(status, Map.of("error", error));
        }
    }

    /**
     * @param name part of the threads' names and of the setting {@code SAMPLE_NAME_PORT}
     * @param port 0 for any free port
     * @param routes by method and path, such as {@code GET /stats}
     * @throws IllegalStateException if the port is taken
     */
    LocalServer(String name, int port, Map<String, Route> routes) {
        this.routes = routes;
        this.threads = Executors.newFixedThreadPool(THREADS, task -> {
            Thread thread = new Thread(null, task, "sample-" + name, 0, false);
            thread.setDaemon(true);
            thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
            return thread;
        });
        try {
            this.server =
                    CompletableFuture.supplyAsync(() -> listen(port), threads).join();
        } catch (CompletionException e) {
            threads.shutdownNow();
            String setting = "SAMPLE_" + name.toUpperCase(Locale.ROOT) + "_PORT";
            throw new IllegalStateException(
                    "The demonstration can't listen on 127.0.0.1:" + port + "; " + setting + " sets another port", e);
        }
    }

    private HttpServer listen(int port) {
        try {
            HttpServer listening =
                    HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port), BACKLOG);
            listening.setExecutor(threads);
            listening.createContext("/", this::handle);
            listening.start();
            return listening;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Response response = route(exchange);
            byte[] body = jsonb.toJson(response.body()).getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            // This server drops idle connections after 30 s, just when a client with a token of 30 s uses one again.
            exchange.getResponseHeaders().set("Connection", "close");
            exchange.sendResponseHeaders(response.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Response route(HttpExchange exchange) {
        String request =
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        Route route = routes.get(request);
        if (route == null) {
            return Response.error(404, "not_found");
        }
        try {
            return route.handle(new Request(exchange, jsonb));
        } catch (BadRequest e) {
            return Response.error(400, "invalid_request");
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, e, () -> request + " failed");
            return Response.error(500, "server_error");
        }
    }

    /** The parts of a request that a route may read. */
    static final class Request {

        private final HttpExchange exchange;
        private final Jsonb jsonb;

        private Request(HttpExchange exchange, Jsonb jsonb) {
            this.exchange = exchange;
            this.jsonb = jsonb;
        }

        @Nullable
        String header(String name) {
            return exchange.getRequestHeaders().getFirst(name);
        }

        /** Reads the JSON body; a body that is no {@code type} gets a 400 response. */
        <T> T body(Class<T> type) {
            try {
                String json = new String(exchange.getRequestBody().readNBytes(MAX_BODY), UTF_8);
                T body = jsonb.fromJson(json, type);
                if (body == null) {
                    throw new BadRequest(null);
                }
                return body;
            } catch (JsonbException | IOException e) {
                throw new BadRequest(e);
            }
        }
    }

    private static final class BadRequest extends RuntimeException {

        private static final long serialVersionUID = 1L;

        BadRequest(@Nullable Throwable cause) {
            super(cause);
        }
    }

    /** Stops at once and waits at most five seconds for the threads to end. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(5, TimeUnit.SECONDS)) {
                LOG.warning("The demonstration's threads did not end in time");
            }
            jsonb.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            LOG.log(Level.FINE, "JSON-B did not close", e);
        }
    }
}

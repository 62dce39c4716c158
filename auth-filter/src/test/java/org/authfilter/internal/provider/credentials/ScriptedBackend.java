package org.authfilter.internal.provider.credentials;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A backend that sends the scripted response to every request, and keeps the requests. */
final class ScriptedBackend implements AutoCloseable {

    /** A request as it came in. */
    record Request(String method, String pathAndQuery, Headers headers, String body) {}

    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private volatile int status = 200;
    private volatile String body = "{}";
    private volatile Headers headers = new Headers();
    private volatile Runnable whenAsked = () -> {};

    ScriptedBackend() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::respond);
        server.start();
    }

    URI url(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    ScriptedBackend responds(int newStatus, String newBody) {
        status = newStatus;
        body = newBody;
        return this;
    }

    /** What happens between a request and its response. */
    ScriptedBackend whenAsked(Runnable event) {
        whenAsked = event;
        return this;
    }

    ScriptedBackend responds(String newBody) {
        return responds(200, newBody);
    }

    ScriptedBackend withHeader(String name, String value) {
        Headers all = new Headers();
        all.putAll(headers);
        all.set(name, value);
        headers = all;
        return this;
    }

    /** All requests so far. */
    List<Request> requests() {
        return requests;
    }

    /** The only request. */
    Request request() {
        if (requests.size() != 1) {
            throw new AssertionError("There were " + requests.size() + " requests");
        }
        return requests.get(0);
    }

    private void respond(HttpExchange exchange) throws IOException {
        try (exchange) {
            requests.add(new Request(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    exchange.getRequestHeaders(),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            whenAsked.run();
            exchange.getResponseHeaders().putAll(headers);
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

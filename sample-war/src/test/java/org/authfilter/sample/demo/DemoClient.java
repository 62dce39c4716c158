package org.authfilter.sample.demo;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** A client of the demonstration's servers, by HTTP and JSON. */
final class DemoClient {

    private final HttpClient http = HttpClient.newHttpClient();
    private final Jsonb jsonb = JsonbBuilder.create();
    private final String base;

    DemoClient(int port) {
        base = "http://127.0.0.1:" + port;
    }

    record Reply(int status, String body) {}

    Reply post(String path, Object body) {
        return postRaw(path, jsonb.toJson(body));
    }

    Reply postRaw(String path, String body) {
        return send(HttpRequest.newBuilder(URI.create(base + path)).POST(BodyPublishers.ofString(body)));
    }

    Reply get(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    <T> T read(Reply reply, Class<T> type) {
        return jsonb.fromJson(reply.body(), type);
    }

    private Reply send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            return new Reply(response.statusCode(), response.body());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

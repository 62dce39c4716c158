package org.authfilter.it;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.authfilter.testkit.TestClient;

/**
 * Sends what a browser sends, keeps its cookies, and follows no redirect. Paths are relative to the application's root.
 * Thread-safe.
 */
final class Browser {

    private static final String ORIGIN = System.getProperty("server.url");

    private final TestClient client;
    private final String application;

    /** A browser without cookies that visits the application {@code name}. */
    Browser(String name) {
        this(name, TestClient.anonymous(root(name)));
    }

    private Browser(String name, TestClient client) {
        this.application = "/" + name;
        this.client = client;
    }

    /** The same browser, with its cookies, at another application of the server. */
    Browser at(String other) {
        return new Browser(other, client.at(root(other)));
    }

    /** Follows a link or types an address. */
    HttpResponse<String> page(String path) {
        return client.page(path);
    }

    /** Submits a form of a page. */
    HttpResponse<String> submit(String path, Map<String, String> fields) {
        return client.send(path, request -> form(request, fields).header("Origin", ORIGIN));
    }

    /** Script reads something. */
    HttpResponse<String> call(String path) {
        return client.get(path);
    }

    /** Script posts JSON. */
    HttpResponse<String> post(String path, String json) {
        return client.send(path, request -> request.header("Origin", ORIGIN)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json)));
    }

    /** A form of another site posts here. */
    HttpResponse<String> submitFromElsewhere(String path, Map<String, String> fields) {
        return client.send(path, request -> form(request, fields)
                .header("Origin", "https://evil.example")
                .setHeader("Sec-Fetch-Site", "cross-site"));
    }

    /** Signs {@code email} in by the form of the provider {@code backend}. */
    HttpResponse<String> signIn(String email) {
        return signIn(email, "right", "/");
    }

    /** Signs {@code email} in and asks to get to {@code path} of the application then. */
    HttpResponse<String> signIn(String email, String password, String path) {
        return submit(
                "/auth/signin/backend",
                Map.of("email", email, "password", password, "callbackUrl", application + path));
    }

    Optional<String> sessionId() {
        return client.cookie("JSESSIONID");
    }

    private static URI root(String name) {
        return URI.create(ORIGIN + "/" + name);
    }

    private static HttpRequest.Builder form(HttpRequest.Builder request, Map<String, String> fields) {
        return request.setHeader("Sec-Fetch-Mode", "navigate")
                .setHeader("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(encode(fields)));
    }

    private static String encode(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

package org.authfilter.it;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Sends what a browser sends, keeps its cookies, and follows no redirect. Paths are relative to the application's root.
 * Thread-safe.
 */
final class Browser {

    private static final String ORIGIN = System.getProperty("server.url");

    private final CookieManager cookies;
    private final HttpClient client;
    private final String application;

    /** A browser without cookies that visits the application {@code name}. */
    Browser(String name) {
        this(name, new CookieManager(null, CookiePolicy.ACCEPT_ALL));
    }

    private Browser(String name, CookieManager cookies) {
        this.application = "/" + name;
        this.cookies = cookies;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(Redirect.NEVER)
                .connectTimeout(Duration.ofSeconds(10))
                .cookieHandler(cookies)
                .build();
    }

    /** The same browser, with its cookies, at another application of the server. */
    Browser at(String other) {
        return new Browser(other, cookies);
    }

    /** Follows a link or types an address. */
    HttpResponse<String> page(String path) {
        return send(navigation(path).GET());
    }

    /** Submits a form of a page. */
    HttpResponse<String> submit(String path, Map<String, String> fields) {
        return send(navigation(path)
                .header("Origin", ORIGIN)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(encode(fields))));
    }

    /** Script reads something. */
    HttpResponse<String> call(String path) {
        return send(script(path).GET());
    }

    /** Script posts JSON. */
    HttpResponse<String> post(String path, String json) {
        return send(script(path)
                .header("Origin", ORIGIN)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json)));
    }

    /** A form of another site posts here. */
    HttpResponse<String> submitFromElsewhere(String path, Map<String, String> fields) {
        return send(request(application + path)
                .header("Sec-Fetch-Mode", "navigate")
                .header("Sec-Fetch-Site", "cross-site")
                .header("Accept", "text/html")
                .header("Origin", "https://evil.example")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(encode(fields))));
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
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> "JSESSIONID".equals(cookie.getName()))
                .map(HttpCookie::getValue)
                .findFirst();
    }

    private static HttpRequest.Builder request(String address) {
        return HttpRequest.newBuilder(URI.create(ORIGIN + address)).timeout(Duration.ofSeconds(60));
    }

    private HttpRequest.Builder navigation(String path) {
        return request(application + path)
                .header("Sec-Fetch-Mode", "navigate")
                .header("Sec-Fetch-Site", "same-origin")
                .header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
    }

    private HttpRequest.Builder script(String path) {
        return request(application + path)
                .header("Sec-Fetch-Mode", "cors")
                .header("Sec-Fetch-Site", "same-origin")
                .header("Accept", "application/json, text/plain, */*");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError("No answer from " + application, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted", e);
        }
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

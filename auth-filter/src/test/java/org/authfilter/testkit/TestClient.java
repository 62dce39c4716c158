package org.authfilter.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jose4j.json.JsonUtil;

/**
 * A client of an application that auth-filter guards. It keeps cookies, says with each request that it comes from the
 * application's own pages ({@code Sec-Fetch-Site: same-origin}), and follows no redirect, so that a test sees each
 * response. It connects within 10 seconds and waits 60 seconds for a response. Paths are relative to the application's
 * root, as in {@code /orders?open=true}. Thread-safe: requests at once share the session, as those of one browser do.
 *
 * <p>An application with an https {@code base-url} marks its session cookie {@code Secure}: reach it by https then.
 */
public final class TestClient {

    private final CookieManager cookies;
    private final HttpClient http;
    private final String application;

    private TestClient(URI application, CookieManager cookies) {
        this.application = application.toString().replaceFirst("/$", "");
        this.cookies = cookies;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(Redirect.NEVER)
                .connectTimeout(Duration.ofSeconds(10))
                .cookieHandler(cookies)
                .build();
    }

    /** The JDK compares the path of a cookie with the decoded path of an address, browsers with the path as it is written. */
    private static final class Cookies extends CookieManager {

        Cookies() {
            super(null, CookiePolicy.ACCEPT_ALL);
        }

        @Override
        public Map<String, List<String>> get(URI address, Map<String, List<String>> headers) throws IOException {
            return super.get(asWritten(address), headers);
        }

        @Override
        public void put(URI address, Map<String, List<String>> headers) throws IOException {
            super.put(asWritten(address), headers);
        }

        private static URI asWritten(URI address) {
            return URI.create(address.toString().replace("%", "%25"));
        }
    }

    /**
     * A client without a session.
     *
     * @param application the application's root, context path included, such as {@code http://localhost:8080/shop}
     * @return a client without cookies
     */
    public static TestClient anonymous(URI application) {
        return new TestClient(application, new Cookies());
    }

    /**
     * Signs in by a provider of type {@code credentials}, at {@code /auth/signin/PROVIDER}. Where {@code path} is
     * configured otherwise, {@link #post} the fields there.
     *
     * @param application the application's root, context path included, such as {@code http://localhost:8080/shop}
     * @param provider the provider's name
     * @param fields the login fields, such as {@code email} and {@code password}
     * @return a client that is signed in
     * @throws AssertionError if the sign-in is refused; its message has the status and the response, not the fields
     * @throws UncheckedIOException if there is no response
     */
    public static TestClient signIn(URI application, String provider, Map<String, String> fields) {
        TestClient client = anonymous(application);
        HttpResponse<String> response = client.post("/auth/signin/" + provider, JsonUtil.toJson(fields));
        if (response.statusCode() != 200) {
            throw new AssertionError("Sign-in refused: " + response.statusCode() + " " + response.body());
        }
        return client;
    }

    /**
     * Signs in by a provider of type {@code oidc}, as a browser does that the provider sends back at once.
     *
     * @param application the application's root, context path included, as the application names it to the provider
     * @param provider the provider's name
     * @param openIdProvider the provider
     * @return a client that is signed in
     * @throws AssertionError if the sign-in fails
     * @throws UncheckedIOException if there is no response
     */
    public static TestClient signIn(URI application, String provider, FakeOpenIdProvider openIdProvider) {
        TestClient client = anonymous(application);
        String start = location(client.page("/auth/signin/" + provider));
        String back = openIdProvider.authorize(start);
        String end = location(client.page(back.substring(client.application.length())));
        if (end.contains("error=")) {
            throw new AssertionError("Sign-in failed: " + end);
        }
        return client;
    }

    private static String location(HttpResponse<String> response) {
        return response.headers()
                .firstValue("Location")
                .orElseThrow(() -> new AssertionError("No redirect: " + response.statusCode()));
    }

    /**
     * Goes to another application with the same cookies, as one browser does.
     *
     * @param other that application's root, context path included
     * @return a client that shares the cookies of this one
     */
    public TestClient at(URI other) {
        return new TestClient(other, cookies);
    }

    /**
     * Reads as script does: a refusal is JSON with its true status.
     *
     * @param path relative to the application's root
     * @return the response
     * @throws UncheckedIOException if there is no response
     */
    public HttpResponse<String> get(String path) {
        return send(path, request -> request.GET());
    }

    /**
     * Posts JSON as script does: a refusal is JSON with its true status.
     *
     * @param path relative to the application's root
     * @param json the body
     * @return the response
     * @throws UncheckedIOException if there is no response
     */
    public HttpResponse<String> post(String path, String json) {
        return send(
                path,
                request -> request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
    }

    /**
     * Goes to a page as a link does: a refusal is a redirect to the sign-in page.
     *
     * @param path relative to the application's root
     * @return the response
     * @throws UncheckedIOException if there is no response
     */
    public HttpResponse<String> page(String path) {
        return send(
                path,
                request -> request.setHeader("Sec-Fetch-Mode", "navigate")
                        .setHeader("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")
                        .GET());
    }

    /**
     * Sends any other request.
     *
     * @param path relative to the application's root
     * @param finish sets method, body and further headers; {@code setHeader} replaces what script of the application
     *     would send
     * @return the response
     * @throws UncheckedIOException if there is no response
     */
    public HttpResponse<String> send(String path, UnaryOperator<HttpRequest.Builder> finish) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(application + path))
                .timeout(Duration.ofSeconds(60))
                .header("Sec-Fetch-Mode", "cors")
                .header("Sec-Fetch-Site", "same-origin")
                .header("Accept", "application/json, text/plain, */*");
        try {
            HttpResponse<String> response = http.send(finish.apply(request).build(), BodyHandlers.ofString());
            IssuedSecrets.addCookies(response.headers().allValues("Set-Cookie"));
            return response;
        } catch (IOException e) {
            throw new UncheckedIOException("No response from " + application + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for " + application + path, e);
        }
    }

    /**
     * A cookie that the application has set.
     *
     * @param name such as {@code JSESSIONID}
     * @return its value, if it was set and has not expired
     */
    public Optional<String> cookie(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> name.equals(cookie.getName()))
                .map(HttpCookie::getValue)
                .findFirst();
    }
}

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
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.authfilter.testkit.FakeOpenIdProvider;
import org.authfilter.testkit.IssuedSecrets;
import org.authfilter.testkit.Query;

/**
 * Sends what a browser sends, keeps its cookies, and follows no redirect. Paths are relative to the application's root.
 * Thread-safe.
 */
public final class Browser {

    /** Right at the scripted backend, and found if it is logged: a word would be read everywhere. */
    private static final String PASSWORD = "r1ght-Pa55word";

    private final CookieManager cookies;
    private final HttpClient client;
    private final String application;
    private volatile String origin;

    /** A browser without cookies that visits the application {@code name}. */
    Browser(String name) {
        this(System.getProperty("server.url"), name);
    }

    /** The same, where the application is seen at another origin than the server's. */
    public Browser(String origin, String name) {
        this(origin, name, new CookieManager(null, CookiePolicy.ACCEPT_ALL));
    }

    private Browser(String origin, String name, CookieManager cookies) {
        this.origin = origin;
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
        return new Browser(origin, other, cookies);
    }

    /** Another browser that has the cookies of this one as they are now. */
    public Browser copy() {
        CookieManager copied = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
        cookies.getCookieStore()
                .getURIs()
                .forEach(uri -> cookies.getCookieStore()
                        .get(uri)
                        .forEach(cookie -> copied.getCookieStore().add(uri, cookie)));
        return new Browser(origin, application.substring(1), copied);
    }

    /** From now on requests go to another server, as a load balancer decides it: the cookies are the same. */
    public void isServedBy(String otherOrigin) {
        origin = otherOrigin;
    }

    /** Follows a link or types an address. */
    public HttpResponse<String> page(String path) {
        return send(navigation(path).GET());
    }

    /** Submits a form of a page. */
    public HttpResponse<String> submit(String path, Map<String, String> fields) {
        return submit(path, fields, StandardCharsets.UTF_8);
    }

    /** Submits a form of a page that is written in {@code charset}; as browsers do, without saying so. */
    HttpResponse<String> submit(String path, Map<String, String> fields, Charset charset) {
        IssuedSecrets.addParams(fields);
        return send(navigation(path)
                .header("Origin", origin)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(encode(fields, charset))));
    }

    /** Submits a form of a Faces page by script. */
    HttpResponse<String> submitPartially(String path, Map<String, String> fields) {
        return send(script(path)
                .header("Origin", origin)
                .header("Faces-Request", "partial/ajax")
                .header("Content-Type", "application/x-www-form-urlencoded;charset=UTF-8")
                .POST(BodyPublishers.ofString(encode(fields, StandardCharsets.UTF_8))));
    }

    /** Script reads something. */
    public HttpResponse<String> call(String path) {
        return send(script(path).GET());
    }

    /** Script posts JSON. */
    public HttpResponse<String> post(String path, String json) {
        return send(script(path)
                .header("Origin", origin)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json)));
    }

    /** Script posts bytes. */
    HttpResponse<String> upload(String path, String contentType, byte[] body) {
        return send(script(path)
                .header("Origin", origin)
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofByteArray(body)));
    }

    /** Script reads lines as they arrive. */
    public HttpResponse<Stream<String>> stream(String path) {
        return send(script(path).GET(), BodyHandlers.ofLines());
    }

    /** Script opens a WebSocket. */
    CompletableFuture<WebSocket> connect(String path, WebSocket.Listener listener) {
        return client.newWebSocketBuilder()
                .header("Origin", origin)
                .header("Sec-Fetch-Mode", "websocket")
                .connectTimeout(Duration.ofSeconds(10))
                .buildAsync(URI.create(origin.replaceFirst("^http", "ws") + application + path), listener);
    }

    /** A form of another site posts here. */
    HttpResponse<String> submitFromElsewhere(String path, Map<String, String> fields) {
        return send(request(application + path)
                .header("Sec-Fetch-Mode", "navigate")
                .header("Sec-Fetch-Site", "cross-site")
                .header("Accept", "text/html")
                .header("Origin", "https://evil.example")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(encode(fields, StandardCharsets.UTF_8))));
    }

    /** A client without fetch metadata that says in every known way that this application is seen at {@code claimed}. */
    HttpResponse<String> postClaiming(URI claimed, String path, String json) {
        return send(request(application + path)
                .header("Origin", claimed.toString())
                .header("X-Forwarded-Host", claimed.getAuthority())
                .header("X-Forwarded-Proto", claimed.getScheme())
                .header("X-Forwarded-Port", Integer.toString(claimed.getPort()))
                .header("Forwarded", "host=\"" + claimed.getAuthority() + "\";proto=" + claimed.getScheme())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json)));
    }

    /** Signs {@code email} in by the form of the provider {@code backend}. */
    public HttpResponse<String> signIn(String email) {
        return signIn(email, PASSWORD, "/");
    }

    /** Signs {@code email} in and asks to get to {@code path} of the application then. */
    public HttpResponse<String> signIn(String email, String password, String path) {
        return submit(
                "/auth/signin/backend",
                Map.of("email", email, "password", password, "callbackUrl", application + path));
    }

    /** Signs alice in at the OpenID Provider {@code idp}. */
    public HttpResponse<String> signInAt(FakeOpenIdProvider idp) {
        HttpResponse<String> start = page("/auth/signin/idp");
        URI back = URI.create(idp.authorize(HttpResponses.header(start, "Location")));
        return page(back.getRawPath().substring(application.length()) + "?" + back.getRawQuery());
    }

    Optional<String> sessionId() {
        return cookie("JSESSIONID");
    }

    /** The value of a cookie. */
    Optional<String> cookie(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> name.equals(cookie.getName()))
                .map(HttpCookie::getValue)
                .findFirst();
    }

    /** The header {@code Cookie} with all cookies, for a browser that has cookies of one application only. */
    String cookieHeader() {
        return cookies.getCookieStore().getCookies().stream()
                .map(cookie -> cookie.getName() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }

    /** Loses a cookie. */
    public void forgetCookie(String name) {
        cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> name.equals(cookie.getName()))
                .toList()
                .forEach(cookie -> cookies.getCookieStore().remove(null, cookie));
    }

    /** The paths of all cookies by their names. */
    Map<String, String> cookiePaths() {
        return cookies.getCookieStore().getCookies().stream()
                .collect(Collectors.toMap(HttpCookie::getName, HttpCookie::getPath));
    }

    private HttpRequest.Builder request(String address) {
        return HttpRequest.newBuilder(URI.create(origin + address)).timeout(Duration.ofSeconds(60));
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
        return send(request, BodyHandlers.ofString());
    }

    private <T> HttpResponse<T> send(HttpRequest.Builder request, BodyHandler<T> body) {
        try {
            HttpResponse<T> response = client.send(request.build(), body);
            IssuedSecrets.addCookies(response.headers().allValues("Set-Cookie"));
            response.headers().allValues("Location").forEach(location -> IssuedSecrets.addParams(Query.of(location)));
            return response;
        } catch (IOException e) {
            throw new AssertionError("No response from " + application, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted", e);
        }
    }

    private static String encode(Map<String, String> fields, Charset charset) {
        return fields.entrySet().stream()
                .map(field ->
                        URLEncoder.encode(field.getKey(), charset) + "=" + URLEncoder.encode(field.getValue(), charset))
                .collect(Collectors.joining("&"));
    }
}

package org.authfilter.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.authfilter.testkit.IssuedSecrets;
import org.authfilter.testkit.Query;

/**
 * What a person does at Keycloak's own pages, with the cookies that Keycloak has set in their browser; they are kept
 * whatever their attributes say, as a browser does for a loopback address.
 */
final class KeycloakLogin {

    private static final Pattern FORM = Pattern.compile("<form[^>]*action=\"([^\"]+)\"");

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final Map<String, String> cookies = new LinkedHashMap<>();

    /** Visits an address of Keycloak and goes on inside it; the response may be a page of its own or lead elsewhere. */
    HttpResponse<String> visit(String address) {
        URI here = URI.create(address);
        HttpResponse<String> response = send(HttpRequest.newBuilder(here).GET());
        URI next = here.resolve(response.headers().firstValue("Location").orElse(address));
        return response.statusCode() == 302 && next.getAuthority().equals(here.getAuthority())
                ? visit(next.toString())
                : response;
    }

    /**
     * Visits the authorization endpoint and enters name and password there.
     *
     * @return where Keycloak sends the browser then: back to the application
     */
    String signIn(String authorizationRequest, String username, String password) {
        HttpResponse<String> page = visit(authorizationRequest);
        Matcher form = FORM.matcher(page.body());
        if (!form.find()) {
            throw new AssertionError("There is no sign-in form: " + page);
        }
        HttpResponse<String> response = send(HttpRequest.newBuilder(
                        URI.create(form.group(1).replace("&amp;", "&")))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("username=" + encode(username) + "&password=" + encode(password))));
        String callback = response.headers()
                .firstValue("Location")
                .orElseThrow(() -> new AssertionError("Keycloak does not lead on: " + response));
        IssuedSecrets.addParams(Query.of(callback));
        IssuedSecrets.add("password", password);
        return callback;
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            if (!cookies.isEmpty()) {
                request.header(
                        "Cookie",
                        cookies.entrySet().stream()
                                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                                .collect(Collectors.joining("; ")));
            }
            HttpResponse<String> response = client.send(
                    request.timeout(Duration.ofSeconds(30))
                            .header("Accept", "text/html")
                            .build(),
                    BodyHandlers.ofString());
            response.headers().allValues("Set-Cookie").forEach(this::keep);
            return response;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }

    private void keep(String setCookie) {
        String[] cookie = setCookie.split(";", 2)[0].split("=", 2);
        if (cookie[1].isEmpty()) {
            cookies.remove(cookie[0]);
        } else {
            cookies.put(cookie[0], cookie[1]);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

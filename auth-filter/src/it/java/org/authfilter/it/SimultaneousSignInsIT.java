package org.authfilter.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.authfilter.it.app.BasketServlet;
import org.authfilter.it.app.WhoServlet;
import org.authfilter.testkit.FakeOpenIdProvider;
import org.authfilter.testkit.IssuedSecrets;
import org.authfilter.testkit.Query;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two tabs of one browser that come back from the provider at the same moment. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class SimultaneousSignInsIT {

    private static final String APP = "pairs";
    private static final int PAIRS = 100;
    private static final FakeOpenIdProvider IDP = FakeOpenIdProvider.start(Clock.systemUTC());

    private final HttpClient withoutCookies =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Deployment(testable = false)
    static WebArchive war() {
        return Wars.configured(
                        APP,
                        Wars.FIFTY_REQUESTS_MAY_WAIT,
                        "auth-filter.public-paths=/public/*",
                        "auth-filter.provider.idp.type=oidc",
                        "auth-filter.provider.idp.issuer=" + IDP.issuer(),
                        "auth-filter.provider.idp.client-id=" + FakeOpenIdProvider.CLIENT_ID,
                        "auth-filter.provider.idp.client-secret=" + FakeOpenIdProvider.CLIENT_SECRET)
                .addClasses(WhoServlet.class, BasketServlet.class);
    }

    @AfterAll
    static void stop() {
        IDP.close();
    }

    /** The browser stores the cookies of both responses; they arrive in the one order as well as in the other. */
    @ParameterizedTest
    @ValueSource(strings = {"/public/basket", "/who"})
    void of_100_pairs_each_is_signed_in_whichever_response_arrives_last(String firstPage) throws Exception {
        for (int pair = 0; pair < PAIRS; pair++) {
            Map<String, String> cookies = new LinkedHashMap<>();
            get("/" + APP + firstPage, cookies);
            String first = started(cookies);
            String second = started(cookies);

            CompletableFuture<HttpResponse<String>> firstTab = send(first, cookies);
            CompletableFuture<HttpResponse<String>> secondTab = send(second, cookies);

            assertSignedIn(cookies, firstTab.get(), secondTab.get());
            assertSignedIn(cookies, secondTab.get(), firstTab.get());
        }
    }

    private void assertSignedIn(Map<String, String> before, HttpResponse<String> first, HttpResponse<String> last)
            throws Exception {
        Map<String, String> cookies = new LinkedHashMap<>(before);
        store(first, cookies);
        store(last, cookies);
        assertThat(first.headers().firstValue("Location")).hasValue("/" + APP + "/who");
        assertThat(get("/" + APP + "/who", cookies).body()).startsWith("remoteUser=");
    }

    /** Starts a sign-in in a tab, up to the redirect from the provider. */
    private String started(Map<String, String> cookies) throws Exception {
        String toProvider = get("/" + APP + "/auth/signin/idp?callbackUrl=%2F" + APP + "%2Fwho", cookies)
                .headers()
                .firstValue("Location")
                .orElseThrow();
        URI back = URI.create(IDP.authorize(toProvider));
        return back.getRawPath() + "?" + back.getRawQuery();
    }

    private HttpResponse<String> get(String address, Map<String, String> cookies) throws Exception {
        HttpResponse<String> response = send(address, cookies).get();
        store(response, cookies);
        return response;
    }

    private CompletableFuture<HttpResponse<String>> send(String address, Map<String, String> cookies) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(System.getProperty("server.url") + address))
                .header("Sec-Fetch-Mode", "navigate");
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        return withoutCookies.sendAsync(request.build(), BodyHandlers.ofString());
    }

    private static void store(HttpResponse<String> response, Map<String, String> cookies) {
        List<String> set = new ArrayList<>(response.headers().allValues("Set-Cookie"));
        IssuedSecrets.addCookies(set);
        response.headers().allValues("Location").forEach(location -> IssuedSecrets.addParams(Query.of(location)));
        for (String cookie : set) {
            String[] nameAndValue =
                    cookie.substring(0, (cookie + ";").indexOf(';')).split("=", 2);
            if (cookie.contains("Max-Age=0") || nameAndValue[1].isEmpty()) {
                cookies.remove(nameAndValue[0]);
            } else {
                cookies.put(nameAndValue[0], nameAndValue[1]);
            }
        }
    }
}

package org.authfilter.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.authfilter.it.app.SessionCounter;
import org.authfilter.it.app.WhoServlet;
import org.authfilter.testkit.FakeOpenIdProvider;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Many sign-ins with an OpenID Provider that strangers start take no memory of the server. {@code -Dflood.requests=200000} is the long form.
 */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class SignInFloodIT {

    private static final String APP = "flood";
    private static final int REQUESTS = Integer.getInteger("flood.requests", 2000);
    private static final int THREADS = 4;
    private static final int MOST_MEGABYTES = 16;
    private static final String LONGEST = "x".repeat(1950);
    private static final FakeOpenIdProvider IDP = FakeOpenIdProvider.start(Clock.systemUTC());

    /** By HTTP/1.1: with HTTP/2 Payara refuses requests whose header has more than 4 KB. */
    private final HttpClient withoutCookies =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Deployment(testable = false)
    static WebArchive war() {
        return Wars.configured(
                        APP,
                        "auth-filter.public-paths=/public/*",
                        "auth-filter.provider.idp.type=oidc",
                        "auth-filter.provider.idp.issuer=" + IDP.issuer(),
                        "auth-filter.provider.idp.client-id=" + FakeOpenIdProvider.CLIENT_ID,
                        "auth-filter.provider.idp.client-auth=client_secret_post",
                        "auth-filter.provider.idp.client-secret=any")
                .addClasses(WhoServlet.class, SessionCounter.class);
    }

    @AfterAll
    static void stop() {
        IDP.close();
    }

    @Test
    void sign_ins_that_strangers_start_create_no_session_and_take_no_memory() throws Exception {
        flood(REQUESTS / 10);
        Measurement before = measure();

        flood(REQUESTS);

        Measurement after = measure();
        assertThat(after.sessions()).isEqualTo(before.sessions());
        assertThat(after.megabytes()).isLessThan(before.megabytes() + MOST_MEGABYTES);
    }

    /** Servers limit the header of a response: Payara fails with 500 and a stack trace beyond its limit. */
    @Test
    void the_longest_parameters_fit_into_the_header_of_the_response() throws Exception {
        String longest = "y".repeat(500);
        String path = "/auth/signin/idp?callbackUrl=%2Fflood%2F" + LONGEST + "&login_hint=" + longest + "&ui_locales="
                + longest + "&acr_values=" + longest + "&prompt=" + longest + "&max_age=123456789";

        assertThat(visit(path).statusCode()).isEqualTo(303);
        assertThat(visit("/who?" + "=".repeat(1900)).statusCode()).isEqualTo(303);
        assertThat(visit(path + "&x=" + "z".repeat(2000)).statusCode()).isEqualTo(303);
    }

    /** Starts and refused pages with the longest callbackUrl. */
    private void flood(int requests) throws Exception {
        Callable<Boolean> some = () -> {
            for (int i = 0; i < requests / THREADS; i++) {
                String path = i % 2 == 0 ? "/auth/signin/idp?callbackUrl=%2Fflood%2F" + LONGEST : "/who?" + LONGEST;
                assertThat(visit(path).statusCode()).isEqualTo(303);
            }
            return true;
        };
        inThreads(Collections.nCopies(THREADS, some));
    }

    private HttpResponse<String> visit(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(System.getProperty("server.url") + "/" + APP + path))
                .header("Sec-Fetch-Mode", "navigate")
                .build();
        return withoutCookies.send(request, BodyHandlers.ofString());
    }

    private record Measurement(int sessions, int megabytes) {}

    private Measurement measure() throws Exception {
        String[] numbers = visit("/public/sessions").body().split(" ", -1);
        return new Measurement(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]));
    }

    private static <T> List<T> inThreads(List<Callable<T>> tasks) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> result : threads.invokeAll(tasks)) {
                results.add(result.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}

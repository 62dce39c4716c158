package org.authfilter.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.authfilter.it.app.WhoServlet;
import org.authfilter.testkit.FakeIssuer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** R4 with the default configuration: an issuer that is slow but healthy. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class SlowIssuerIT {

    private static final String APP = "slow";
    private static final FakeIssuer ISSUER = FakeIssuer.start();
    private static final int REQUESTS = 50;
    private static final Duration LIFETIME = Duration.ofSeconds(3);

    private final ExecutorService people = Executors.newFixedThreadPool(2 * REQUESTS);

    @Deployment(testable = false)
    static WebArchive application() {
        return Wars.signingInAt(ISSUER, APP).addClass(WhoServlet.class);
    }

    @AfterEach
    void recover() {
        ISSUER.delay(Duration.ZERO).release();
        people.shutdownNow();
    }

    @AfterAll
    static void stop() {
        ISSUER.close();
    }

    @ParameterizedTest(name = "an issuer that responds in {0} ms")
    @ValueSource(ints = {2000, 1300, 600})
    void fifty_requests_with_an_expired_token_are_served_although_the_issuer_is_slow(int millis) {
        ISSUER.accessTokenLifetime(LIFETIME).delay(Duration.ofMillis(millis));
        Browser browser = signedIn("alice@example.org");
        ISSUER.accessTokenLifetime(Duration.ofMinutes(5));
        Await.until(ISSUER.lastExpiry());

        assertThat(statuses(List.of(browser), REQUESTS)).hasSize(REQUESTS).containsOnly(200);
    }

    private static Browser signedIn(String name) {
        Browser browser = new Browser(APP);
        browser.signIn(name);
        return browser;
    }

    /** The status codes of requests that all sessions send at the same time. */
    private List<Integer> statuses(List<Browser> browsers, int requestsOfEach) {
        List<CompletableFuture<HttpResponse<String>>> calls = browsers.stream()
                .flatMap(browser -> Stream.generate(
                                () -> CompletableFuture.supplyAsync(() -> browser.call("/who"), people))
                        .limit(requestsOfEach))
                .toList();
        return calls.stream().map(call -> call.join().statusCode()).toList();
    }
}

package org.authfilter.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.authfilter.it.app.WhoServlet;
import org.authfilter.testkit.FakeIssuer;
import org.authfilter.testkit.Fault;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** R4 with the default configuration: an issuer that hangs and recovers. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class HangRecoveryIT {

    private static final String APP = "hang";
    private static final FakeIssuer ISSUER = FakeIssuer.start();
    private static final int SESSIONS = 4;
    private static final Duration LIFETIME = Duration.ofSeconds(3);
    private static final Duration HANG = Duration.ofSeconds(10);
    private static final Duration MAX_UNUSABLE = Duration.ofSeconds(10);
    private static final Duration AFTER_ALL_STEPS = Duration.ofSeconds(6);

    private final ExecutorService people = Executors.newFixedThreadPool(100);

    @Deployment(testable = false)
    static WebArchive application() {
        return Wars.signingInAt(ISSUER, APP, "auth-filter.max-waiting-requests=100")
                .addClass(WhoServlet.class);
    }

    @AfterEach
    void recover() {
        ISSUER.healthy();
        ISSUER.delay(Duration.ZERO).release();
        people.shutdownNow();
    }

    @AfterAll
    static void stop() {
        ISSUER.close();
    }

    @Test
    void all_requests_are_served_after_a_hang_that_no_request_has_seen_the_end_of() {
        List<Browser> browsers = expired();
        hang(browsers);

        recoverFromHang();
        Await.until(Instant.now().plus(AFTER_ALL_STEPS));

        assertThat(statuses(browsers, 25)).hasSize(25 * SESSIONS).containsOnly(200);
        assertThat(ISSUER.counters().reuses()).isZero();
    }

    @Test
    void sessions_are_usable_again_soon_after_a_hang() {
        List<Browser> browsers = expired();
        hang(browsers);

        recoverFromHang();
        Await.until(
                "all sessions are usable again",
                MAX_UNUSABLE,
                () -> statuses(browsers, 1).stream().allMatch(status -> status == 200));
    }

    private List<Browser> expired() {
        ISSUER.accessTokenLifetime(LIFETIME);
        List<Browser> browsers = new ArrayList<>();
        for (int i = 0; i < SESSIONS; i++) {
            browsers.add(signedIn("user" + i + "@example.org"));
        }
        ISSUER.accessTokenLifetime(Duration.ofMinutes(5));
        Await.until(ISSUER.lastExpiry());
        return browsers;
    }

    private static Browser signedIn(String name) {
        Browser browser = new Browser(APP);
        browser.signIn(name);
        return browser;
    }

    /** The issuer accepts connections and responds to none, so it processes nothing. */
    private void hang(List<Browser> browsers) {
        ISSUER.always(Fault.status(500)).hold();
        Instant end = Instant.now().plus(HANG);
        do {
            assertThat(statuses(browsers, 1)).containsOnly(503);
        } while (Instant.now().isBefore(end));
    }

    private static void recoverFromHang() {
        ISSUER.healthy().release();
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

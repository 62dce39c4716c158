package org.authfilter.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.authfilter.it.app.WhoServlet;
import org.authfilter.testkit.FakeIssuer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A backend that never responds, called for more users than the server has threads: Payara has five. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class HangingIssuerIT {

    private static final String APP = "hanging";
    private static final FakeIssuer ISSUER = FakeIssuer.start();
    private static final int MANY = 12;
    private static final int PLACES_OF_SIGN_INS = 2;

    private final Browser browser = new Browser(APP);

    @Deployment(testable = false)
    static WebArchive application() {
        return Wars.signingInAt(
                        ISSUER,
                        APP,
                        "auth-filter.token-request-timeout=60s",
                        "auth-filter.max-waiting-requests=" + 2 * PLACES_OF_SIGN_INS)
                .addClass(WhoServlet.class);
    }

    @AfterAll
    static void stop() {
        ISSUER.close();
    }

    @Test
    void sign_ins_that_hang_do_not_block_signed_in_users_and_lose_no_token() throws Exception {
        browser.signIn("alice@example.org");
        ISSUER.hold();
        ExecutorService people = Executors.newFixedThreadPool(MANY);
        try {
            List<CompletableFuture<HttpResponse<String>>> signIns = IntStream.range(0, MANY)
                    .mapToObj(n -> CompletableFuture.supplyAsync(() -> signIn("user" + n), people))
                    .toList();
            Await.until(
                    "all but those with a place are sent away",
                    Duration.ofSeconds(50),
                    () -> signIns.stream().filter(CompletableFuture::isDone).count() == MANY - PLACES_OF_SIGN_INS);

            assertThat(browser.page("/who").body()).startsWith("remoteUser=alice");
            assertThat(signIns.stream().filter(CompletableFuture::isDone))
                    .hasSize(MANY - PLACES_OF_SIGN_INS)
                    .allSatisfy(signIn -> HttpResponses.assertProblem(signIn.join(), 503, "TemporarilyUnavailable"));

            ISSUER.release();
            assertThat(signIns.stream().filter(signIn -> signIn.join().statusCode() == 200))
                    .hasSize(PLACES_OF_SIGN_INS);
            int sent = ISSUER.counters().logins() - 1;
            assertThat(sent).as("without a place nothing is sent").isBetween(PLACES_OF_SIGN_INS, MANY);
            ISSUER.counters().awaitRevocations(sent - PLACES_OF_SIGN_INS);
        } finally {
            ISSUER.release();
            people.shutdownNow();
        }
    }

    private static HttpResponse<String> signIn(String name) {
        return new Browser(APP)
                .post("/auth/signin/backend", "{\"email\":\"%s@example.org\",\"password\":\"right\"}".formatted(name));
    }
}

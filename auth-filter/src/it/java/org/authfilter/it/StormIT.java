package org.authfilter.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.authfilter.it.app.Orders;
import org.authfilter.it.app.OrdersResource;
import org.authfilter.it.app.RestApplication;
import org.authfilter.testkit.FakeIssuer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Fifty requests of one session start together when its token is due. The issuer counts one refresh and no reuse, every
 * response comes from the API, and the session lives on: again and again in the same session.
 * {@code -Dstorm.rounds=100} is the long form.
 */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class StormIT {

    private static final String APP = "storm";
    private static final int REQUESTS = 50;
    private static final int ROUNDS = Integer.getInteger("storm.rounds", 8);
    private static final FakeIssuer ISSUER = FakeIssuer.start();

    private final Browser browser = new Browser(APP);

    @Deployment(testable = false)
    static WebArchive application() {
        return Wars.signingInAt(ISSUER, APP, "orders/mp-rest/url=" + ISSUER.url(""), Wars.FIFTY_REQUESTS_MAY_WAIT)
                .addClasses(RestApplication.class, OrdersResource.class, Orders.class)
                .addAsWebInfResource(Wars.beansXml("annotated"), "beans.xml");
    }

    @BeforeEach
    void signIn() throws Exception {
        ISSUER.accessTokenLifetime(Duration.ofMinutes(5)).delay(Duration.ZERO);
        browser.signIn("alice@example.org");
        assertAllFromTheApi(RequestsAtOnce.send(REQUESTS, browser, "/rest/orders"));
    }

    @AfterAll
    static void stop() {
        ISSUER.close();
    }

    @ParameterizedTest(name = "the token endpoint takes {0} ms")
    @ValueSource(ints = {0, 300})
    void fifty_requests_after_the_expiry_take_one_refresh(int delay) throws Exception {
        for (int round = 1; round <= ROUNDS; round++) {
            Instant issued = issueTokenThatLives(Duration.ofSeconds(1));
            assertOneRefresh(round, delay, issued.plusSeconds(1));
        }
    }

    @ParameterizedTest(name = "the token endpoint takes {0} ms")
    @ValueSource(ints = {0, 300})
    void fifty_requests_inside_the_margin_take_one_refresh(int delay) throws Exception {
        for (int round = 1; round <= ROUNDS; round++) {
            // The margin is half of the lifetime (R2), since refresh-margin is longer than that.
            Instant issued = issueTokenThatLives(Duration.ofSeconds(2));
            assertOneRefresh(round, delay, issued.plusMillis(1050));
        }
    }

    private Instant issueTokenThatLives(Duration lifetime) {
        ISSUER.accessTokenLifetime(lifetime).delay(Duration.ZERO);
        HttpResponse<String> refreshed = browser.post("/auth/session", "{}");
        assertThat(refreshed.statusCode()).as(HttpResponses.describe(refreshed)).isEqualTo(200);
        return ISSUER.lastExpiry().minus(lifetime);
    }

    private void assertOneRefresh(int round, int delay, Instant start) throws Exception {
        ISSUER.accessTokenLifetime(Duration.ofMinutes(5)).delay(Duration.ofMillis(delay));
        int refreshes = ISSUER.counters().refreshes();
        Await.until(start);

        assertAllFromTheApi(RequestsAtOnce.send(REQUESTS, browser, "/rest/orders"));

        assertThat(ISSUER.counters().refreshes() - refreshes)
                .as("refreshes of round %d", round)
                .isEqualTo(1);
        assertThat(ISSUER.counters().reuses())
                .as("reuses after round %d", round)
                .isZero();
        assertThat(HttpResponses.json(browser.call("/auth/session"))).containsEntry("status", "authenticated");
    }

    private static void assertAllFromTheApi(List<HttpResponse<String>> responses) {
        assertThat(responses).hasSize(REQUESTS).allSatisfy(response -> {
            assertThat(response.statusCode())
                    .as(HttpResponses.describe(response))
                    .isEqualTo(200);
            assertThat(HttpResponses.json(response))
                    .containsEntry("subject", "sub-alice")
                    .containsKey("token");
        });
    }
}

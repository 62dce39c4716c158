package org.authfilter.it;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.authfilter.testkit.FakeIssuer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Two users send requests of all kinds at the same time, while their tokens are refreshed: each gets the responses for its own
 * user, and no response sets a cookie, since a session whose id changed would be lost for the other requests.
 */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class MixedRequestsIT {

    private static final String APP = "mixed";
    private static final Duration TIME = Duration.ofSeconds(10);
    private static final int CLIENTS = 8;
    private static final FakeIssuer ISSUER = FakeIssuer.start();

    private static final List<Map.Entry<String, Integer>> STATUS_BY_PATH = List.of(
            entry("/users/caller", 200),
            entry("/users/caller?via=async", 200),
            entry("/users/caller?via=error", 409),
            entry("/users/caller?via=forward", 200),
            entry("/public/caller", 200),
            entry("/public/caller?via=async", 200),
            entry("/public/who", 200),
            entry("/pages/caller.jsp", 200),
            entry("/pages/caller.xhtml", 200),
            entry("/annotated", 200),
            entry("/ledger/read", 200),
            entry("/rest/roles/user", 200),
            entry("/admins/x", 403),
            entry("/nothing.png", 404),
            entry("/protected/nothing", 404),
            entry("/auth/session", 200));

    @Deployment(testable = false)
    static WebArchive war() {
        return ConstrainedWar.of(ISSUER, APP, "auth-filter.protected-paths=/protected/*");
    }

    @AfterAll
    static void stop() {
        ISSUER.close();
    }

    @Test
    void requests_of_all_kinds_at_the_same_time_get_the_responses_of_their_own_user() throws Exception {
        ISSUER.accessTokenLifetime(Duration.ofSeconds(4)).roles("user");
        Browser alice = signedIn("alice");
        Browser bob = signedIn("bob");
        Instant end = Instant.now().plus(TIME);
        List<Callable<Void>> clients = new ArrayList<>();
        for (int client = 0; client < CLIENTS; client += 2) {
            Random random = new Random(client);
            clients.add(() -> use(alice, "bob", random, end));
            clients.add(() -> use(bob, "alice", random, end));
        }
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        try {
            for (Future<Void> client : threads.invokeAll(clients)) {
                client.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(ISSUER.counters().refreshes()).isPositive();
        assertThat(ISSUER.counters().reuses()).isZero();
    }

    private static Browser signedIn(String name) {
        Browser browser = new Browser(APP);
        browser.signIn(name + "@example.org");
        return browser;
    }

    private static Void use(Browser browser, String other, Random random, Instant end) {
        while (Instant.now().isBefore(end)) {
            Map.Entry<String, Integer> expected = STATUS_BY_PATH.get(random.nextInt(STATUS_BY_PATH.size()));
            HttpResponse<String> response = browser.call(expected.getKey());
            assertThat(response.statusCode())
                    .as(HttpResponses.describe(response))
                    .isEqualTo(expected.getValue());
            assertThat(response.body()).doesNotContain(other);
            assertThat(response.headers().allValues("Set-Cookie"))
                    .as(expected.getKey())
                    .isEmpty();
        }
        return null;
    }
}

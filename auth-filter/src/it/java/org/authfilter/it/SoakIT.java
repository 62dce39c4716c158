package org.authfilter.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.authfilter.it.app.Orders;
import org.authfilter.it.app.OrdersResource;
import org.authfilter.it.app.RestApplication;
import org.authfilter.it.app.SessionCounter;
import org.authfilter.testkit.FakeIssuer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Many sessions whose tokens live 20 seconds, for a long time: each token is refreshed once, no request fails, and the server
 * needs neither more memory nor more threads. {@code -Dsoak.sessions=500 -Dsoak.seconds=1800} is the long form.
 */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class SoakIT {

    private static final String APP = "soak";
    private static final int SESSIONS = Integer.getInteger("soak.sessions", 50);
    private static final int SECONDS = Integer.getInteger("soak.seconds", 60);
    private static final int CLIENTS = 4;
    private static final int LIFETIME = 20;
    /** Half of the lifetime (R2), since the default refresh-margin is longer than that. */
    private static final int MARGIN = 10;

    private static final int MOST_MEGABYTES = 16;
    private static final int MOST_THREADS = 20;
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final FakeIssuer ISSUER = FakeIssuer.start();

    @Deployment(testable = false)
    static WebArchive application() {
        return Wars.signingInAt(
                        ISSUER, APP, "auth-filter.public-paths=/public/*", "orders/mp-rest/url=" + ISSUER.url(""))
                .addClasses(RestApplication.class, OrdersResource.class, Orders.class, SessionCounter.class)
                .addAsWebInfResource(Wars.beansXml("annotated"), "beans.xml");
    }

    @AfterAll
    static void stop() {
        ISSUER.close();
    }

    @Test
    void sessions_are_refreshed_for_a_long_time_without_more_memory_or_threads() throws Exception {
        ISSUER.accessTokenLifetime(Duration.ofSeconds(LIFETIME));
        List<Browser> browsers =
                Stream.generate(() -> new Browser(APP)).limit(SESSIONS).toList();
        browsers.forEach(browser -> browser.signIn("alice@example.org"));
        useAll(browsers, SECONDS / 3);
        Measurement before = measure(browsers.get(0));
        int refreshes = ISSUER.counters().refreshes();
        Instant start = Instant.now();

        useAll(browsers, SECONDS);

        double seconds = Duration.between(start, Instant.now()).toMillis() / 1000.0;
        Measurement after = measure(browsers.get(0));
        assertThat((double) (ISSUER.counters().refreshes() - refreshes) / SESSIONS)
                .as("refreshes of a session in %.0f seconds", seconds)
                .isBetween(Math.floor(seconds / LIFETIME) - 1, Math.ceil(seconds / (LIFETIME - MARGIN)) + 1);
        assertThat(ISSUER.counters().reuses()).isZero();
        assertThat(ISSUER.counters().apiCallsRefused()).isZero();
        assertThat(after.megabytes()).as("heap").isLessThan(before.megabytes() + MOST_MEGABYTES);
        assertThat(after.threads()).as("threads").isLessThan(before.threads() + MOST_THREADS);
    }

    /** Each browser calls the API about twice a second. */
    private static void useAll(List<Browser> browsers, int seconds) throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            Instant end = Instant.now().plusSeconds(seconds);
            List<Callable<Void>> tasks = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                List<Browser> own =
                        browsers.subList(client * browsers.size() / CLIENTS, (client + 1) * browsers.size() / CLIENTS);
                tasks.add(() -> use(own, end));
            }
            for (Future<Void> task : clients.invokeAll(tasks)) {
                task.get();
            }
        } finally {
            clients.shutdownNow();
        }
    }

    private static Void use(List<Browser> browsers, Instant end) {
        while (Instant.now().isBefore(end)) {
            Instant next = Instant.now().plus(PAUSE);
            for (Browser browser : browsers) {
                HttpResponse<String> response = browser.call("/rest/orders");
                assertThat(response.statusCode())
                        .as(HttpResponses.describe(response))
                        .isEqualTo(200);
            }
            Await.until(next);
        }
        return null;
    }

    private record Measurement(int megabytes, int threads) {}

    private static Measurement measure(Browser browser) {
        String[] numbers = browser.call("/public/sessions").body().split(" ", -1);
        return new Measurement(Integer.parseInt(numbers[1]), Integer.parseInt(numbers[2]));
    }
}

package org.authfilter.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.authfilter.it.app.HelloServlet;
import org.authfilter.testkit.FakeIssuer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Requests per second of a signed-in user with the filter, against the same WAR without any security or session, in
 * turns on one server. It asserts nothing and is no part of the ordinary tests: {@code -Dit.test=LoadRun} runs it.
 */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class LoadRun {

    private static final int CONNECTIONS = 4;
    private static final int ROUNDS = 15;
    private static final Duration ROUND = Duration.ofSeconds(2);
    private static final FakeIssuer ISSUER = FakeIssuer.start();

    @Deployment(name = "open", order = 1, testable = false)
    static WebArchive open() {
        return ShrinkWrap.create(WebArchive.class, "open.war")
                .addClass(HelloServlet.class)
                .addAsWebInfResource(Wars.beansXml("annotated"), "beans.xml");
    }

    @Deployment(name = "guarded", order = 2, testable = false)
    static WebArchive guarded() {
        return Wars.signingInAt(ISSUER, "guarded").addClass(HelloServlet.class);
    }

    @AfterAll
    static void stop() {
        ISSUER.close();
    }

    @Test
    void requests_per_second_with_and_without_auth_filter() throws Exception {
        Browser browser = new Browser("guarded");
        ISSUER.accessTokenLifetime(Duration.ofHours(1));
        browser.signIn("alice@example.org");
        String cookie = browser.cookieHeader();
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            double open = requestsPerSecond("/open/hello", "none=none");
            double guarded = requestsPerSecond("/guarded/hello", cookie);
            ratios.add(guarded / open);
            System.out.printf(Locale.ROOT, "open %.0f/s, guarded %.0f/s%n", open, guarded);
        }
        List<Double> warm = ratios.subList(ROUNDS / 3, ROUNDS).stream().sorted().toList();
        System.out.printf(
                Locale.ROOT,
                "%s: %.2f of the requests per second without security (median; %.2f to %.2f)%n",
                System.getProperty("server.name"),
                warm.get(warm.size() / 2),
                warm.get(0),
                warm.get(warm.size() - 1));
        assertThat(warm).isNotEmpty();
    }

    private static double requestsPerSecond(String path, String cookie) throws Exception {
        URI address = URI.create(System.getProperty("server.url") + path);
        ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
        try {
            long end = System.nanoTime() + ROUND.toNanos();
            List<Future<Integer>> counts = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                counts.add(threads.submit(() -> askUntil(end, address, cookie)));
            }
            int requests = 0;
            for (Future<Integer> count : counts) {
                requests += count.get();
            }
            return requests / (double) ROUND.toSeconds();
        } finally {
            threads.shutdownNow();
        }
    }

    private static int askUntil(long end, URI address, String cookie) throws IOException {
        int requests = 0;
        try (KeptAliveConnection connection = new KeptAliveConnection(address, cookie)) {
            while (System.nanoTime() < end) {
                connection.ask();
                requests++;
            }
        }
        return requests;
    }
}

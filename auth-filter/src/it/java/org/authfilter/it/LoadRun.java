package org.authfilter.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.authfilter.it.app.EmptyFilter;
import org.authfilter.it.app.HelloServlet;
import org.authfilter.it.app.SessionFilter;
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
 * Requests per second of one signed-in user with a valid token, against the same WAR without the jar and with filters that
 * do less, in turns on one server. It needs {@code wrk} and is no part of the ordinary tests: {@code -Pload} runs it.
 */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class LoadRun {

    private static final int ROUNDS = Integer.getInteger("load.rounds", 12);
    private static final int WARM_UP = ROUNDS / 3;
    private static final Duration ROUND = Duration.ofSeconds(2);
    private static final Pattern REQUESTS_PER_SECOND = Pattern.compile("Requests/sec:\\s+([0-9.]+)");
    private static final FakeIssuer ISSUER = FakeIssuer.start().accessTokenLifetime(Duration.ofHours(1));

    private final Map<String, String> cookies = new LinkedHashMap<>();
    private final Map<String, List<Double>> ratios = new LinkedHashMap<>();

    @Deployment(name = "open", order = 1, testable = false)
    static WebArchive open() {
        return war("open");
    }

    @Deployment(name = "filtered", order = 2, testable = false)
    static WebArchive filtered() {
        return war("filtered").addClass(EmptyFilter.class);
    }

    @Deployment(name = "session", order = 3, testable = false)
    static WebArchive session() {
        return war("session").addClass(SessionFilter.class);
    }

    @Deployment(name = "guarded", order = 4, testable = false)
    static WebArchive guarded() {
        return Wars.signingInAt(ISSUER, "guarded").addClass(HelloServlet.class);
    }

    @Deployment(name = "unknown", order = 5, testable = false)
    static WebArchive unknown() {
        return Wars.signingInAt(ISSUER, "unknown", "auth-filter.container-identity=off")
                .addClass(HelloServlet.class);
    }

    @Deployment(name = "idle", order = 6, testable = false)
    static WebArchive idle() {
        return Wars.signingInAt(ISSUER, "idle", "auth-filter.idle-timeout=30m").addClass(HelloServlet.class);
    }

    private static WebArchive war(String name) {
        return ShrinkWrap.create(WebArchive.class, name + ".war")
                .addClass(HelloServlet.class)
                .addAsWebInfResource(Wars.beansXml("annotated"), "beans.xml");
    }

    @AfterAll
    static void stop() {
        ISSUER.close();
    }

    @Test
    void requests_per_second_with_and_without_auth_filter() throws Exception {
        cookies.put("guarded", signedIn("guarded"));
        cookies.put("unknown", signedIn("unknown"));
        cookies.put("idle", signedIn("idle"));
        Browser browser = new Browser("session");
        browser.call("/hello");
        cookies.put("session", browser.cookieHeader());
        String anyCookies = cookies.get("guarded").replace("JSESSIONID", "XSESSIONID");

        for (int round = 0; round < ROUNDS; round++) {
            double open = requestsPerSecond("open", anyCookies);
            measure(round, "an empty filter", requestsPerSecond("filtered", anyCookies) / open);
            measure(
                    round,
                    "a filter that reads a session",
                    requestsPerSecond("session", cookies.get("session")) / open);
            measure(round, "auth-filter", requestsPerSecond("guarded", cookies.get("guarded")) / open);
            measure(
                    round,
                    "auth-filter, container-identity=off",
                    requestsPerSecond("unknown", cookies.get("unknown")) / open);
            measure(round, "auth-filter, idle-timeout=30m", requestsPerSecond("idle", cookies.get("idle")) / open);
            System.out.printf(Locale.ROOT, "round %d: %.0f requests per second without the jar%n", round, open);
        }
        System.out.printf(
                Locale.ROOT,
                "%n| %s, against the same WAR without the jar | median | range |%n|---|---|---|%n",
                System.getProperty("server.name"));
        ratios.forEach(LoadRun::print);
        assertThat(ratios).hasSize(5);
    }

    private static String signedIn(String application) {
        Browser browser = new Browser(application);
        browser.signIn("alice@example.org");
        return browser.cookieHeader();
    }

    private void measure(int round, String name, double ratio) {
        if (round >= WARM_UP) {
            ratios.computeIfAbsent(name, any -> new ArrayList<>()).add(ratio);
        }
    }

    private static void print(String name, List<Double> measured) {
        List<Double> sorted = measured.stream().sorted().toList();
        System.out.printf(
                Locale.ROOT,
                "| %s | %.3f | %.2f–%.2f |%n",
                name,
                sorted.get(sorted.size() / 2),
                sorted.get(0),
                sorted.get(sorted.size() - 1));
    }

    private static double requestsPerSecond(String application, String cookie) throws Exception {
        Process wrk = new ProcessBuilder(
                        "wrk",
                        "-t1",
                        "-c16",
                        "-d" + ROUND.toSeconds() + "s",
                        "-H",
                        "Cookie: " + cookie,
                        System.getProperty("server.url") + "/" + application + "/hello")
                .redirectErrorStream(true)
                .start();
        String printed = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher found = REQUESTS_PER_SECOND.matcher(printed);
        if (wrk.waitFor() != 0 || printed.contains("Non-2xx") || !found.find()) {
            throw new IOException(application + ": " + printed);
        }
        return Double.parseDouble(found.group(1));
    }
}

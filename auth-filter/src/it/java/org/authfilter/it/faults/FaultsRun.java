package org.authfilter.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.authfilter.it.Wars;
import org.authfilter.it.app.WhoServlet;
import org.authfilter.it.faults.Bystanders.Served;
import org.authfilter.it.faults.Clients.Responded;
import org.authfilter.testkit.FakeIssuer;
import org.authfilter.testkit.Fault;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Slow, hanging and recovering issuers with the default configuration: a table of goals and what was measured. It asserts
 * only how many calls are under way at the same time, and is no part of the ordinary tests: {@code -Pfaults} runs it.
 */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class FaultsRun {

    private static final String APP = "faults";
    private static final String WHO = "/" + APP + "/who";
    private static final FakeIssuer ISSUER = FakeIssuer.start();
    private static final FaultyIssuer COUNTED = new FaultyIssuer(ISSUER);
    private static final int MAX_CALLS = 16;
    private static final Duration SHORT = Duration.ofSeconds(3);
    private static final Duration LONG = Duration.ofHours(2);
    private static final Duration OBSERVED = Duration.ofSeconds(Integer.getInteger("faults.seconds", 10));

    private final Clients clients = new Clients(System.getProperty("server.url"));
    private final List<String> rows = new ArrayList<>();

    @Deployment(name = APP, order = 1, testable = false)
    static WebArchive application() {
        String[] lines = COUNTED.providers(Set.of(RefreshFault.HANG), "auth-filter.public-paths=/public/*");
        return Wars.signingInAt(ISSUER, APP, lines).addClass(WhoServlet.class);
    }

    @Deployment(name = "other", order = 2, testable = false)
    static WebArchive other() {
        return ShrinkWrap.create(WebArchive.class, "other.war").addClass(WhoServlet.class);
    }

    @AfterAll
    static void stop() {
        COUNTED.close();
        ISSUER.close();
    }

    @Test
    void goals_and_what_was_measured() {
        ISSUER.accessTokenLifetime(LONG);
        String bystander = clients.signIn(APP, "bystander", 1).get(0);
        for (int millis : new int[] {600, 1300, 2000}) {
            slowIssuer(millis);
        }
        afterHang();
        usableAgain("a 10 s outage", Duration.ofSeconds(10), true);
        usableAgain("a 30 s hang", Duration.ofSeconds(30), false);
        try (Bystanders bystanders = new Bystanders(clients, bystander, WHO, "/" + APP + "/public/who", "/other/who")) {
            hang("one session, 50 requests", expired("one", 1), 50, bystanders);
            hang("50 sessions", expired("fifty", 50), 1, bystanders);
            hang("300 sessions", expired("many", 300), 1, bystanders);
            validTokens(bystanders);
            strangers("10 strangers a second sign in", 10, bystanders);
            strangersAtOnce(bystanders);
        }
        int atOnce = recovery();
        System.out.printf("%n| %s | goal | measured |%n|---|---|---|%n", System.getProperty("server.name"));
        rows.forEach(System.out::println);
        assertThat(atOnce).as("calls at the same time").isBetween(1, MAX_CALLS);
    }

    private void slowIssuer(int millis) {
        List<String> one = expired("slow" + millis + "-", 1);
        ISSUER.delay(Duration.ofMillis(millis));
        List<Responded> responses = clients.atOnce(WHO, one, 50);
        ISSUER.delay(Duration.ZERO);
        row("healthy issuer that responds in " + millis + " ms, 50 requests", "50 × 200", Clients.statuses(responses));
    }

    private void afterHang() {
        List<String> four = expired("four", 4);
        hangIssuer();
        try (Clients.Persistent users = clients.persist(WHO, four, 1)) {
            Clients.pause(OBSERVED);
            assertThat(users.responses()).isNotEmpty();
        }
        recoverIssuer();
        Clients.pause(Duration.ofSeconds(6));
        row("issuer hung until 6 s ago, 4 × 25 requests", "100 × 200", Clients.statuses(clients.atOnce(WHO, four, 25)));
    }

    private void usableAgain(String after, Duration time, boolean isDown) {
        List<String> one = expired("again" + time.toSeconds() + "-", 1);
        if (isDown) {
            ISSUER.goDown();
        } else {
            hangIssuer();
        }
        try (Clients.Persistent user = clients.persist(WHO, one, 1)) {
            Clients.pause(time);
            assertThat(user.responses()).isNotEmpty();
        }
        if (isDown) {
            ISSUER.comeBack();
        } else {
            recoverIssuer();
        }
        long millis = millisUntil(() -> clients.call(WHO, one.get(0)).join().status() == 200);
        row("usable again after " + after, "≤ 5.5 s", seconds(millis));
    }

    private void hang(String who, List<String> sessions, int each, Bystanders bystanders) {
        Served before = normal(bystanders);
        hangIssuer();
        try (Clients.Persistent users = clients.persist(WHO, sessions, each)) {
            Clients.pause(OBSERVED);
            Served during = bystanders.takeServed();
            row("hang, " + who + ": others", "≥ 0.90, ≤ 1,000 ms", during.comparedTo(before));
            assertThat(users.responses()).isNotEmpty();
        }
        settle();
    }

    /** Half of the lifetime is the margin: the tokens are due, and valid until the end of the hang. */
    private void validTokens(Bystanders bystanders) {
        Duration lifetime = OBSERVED.multipliedBy(3);
        ISSUER.accessTokenLifetime(lifetime);
        List<String> sessions = clients.signIn(APP, "valid", 50);
        Instant due = ISSUER.lastExpiry().minus(lifetime.dividedBy(2));
        ISSUER.accessTokenLifetime(LONG);
        long normal = Clients.slowest(clients.atOnce(WHO, sessions, 2));
        Clients.pause(Duration.between(Instant.now(), due));
        Served before = normal(bystanders);
        hangIssuer();
        List<Responded> first = clients.atOnce(WHO, sessions, 2);
        List<Responded> second = clients.atOnce(WHO, sessions, 2);
        Clients.pause(OBSERVED.dividedBy(3));
        row(
                "hang, 50 sessions with a valid token: others",
                "≥ 0.90, ≤ 1,000 ms",
                bystanders.takeServed().comparedTo(before));
        row(
                "the same, their own 100 requests: all 200; slower than normal + 50 ms",
                "≤ 50 (one refreshes)",
                Clients.statuses(first) + "; " + slowerThan(first, normal + 50) + ", the next 100: "
                        + slowerThan(second, normal + 50));
        settle();
    }

    private void strangers(String who, int perSecond, Bystanders bystanders) {
        Served before = normal(bystanders);
        hangIssuer();
        for (int second = 0; second < OBSERVED.toSeconds(); second++) {
            for (int i = 0; i < perSecond; i++) {
                var unused = clients.trySignIn(APP, "stranger" + second + "-" + i);
            }
            Clients.pause(Duration.ofSeconds(1));
        }
        row(
                "hang, " + who + ": others",
                "≥ 0.90, ≤ 1,000 ms",
                bystanders.takeServed().comparedTo(before));
        settle();
    }

    private void strangersAtOnce(Bystanders bystanders) {
        Served before = normal(bystanders);
        hangIssuer();
        List<CompletableFuture<Responded>> all = IntStream.range(0, 200)
                .mapToObj(i -> clients.trySignIn(APP, "crowd" + i))
                .toList();
        Clients.pause(OBSERVED.dividedBy(2));
        Served during = bystanders.takeServed();
        row("hang, 200 strangers sign in at once: others", "≥ 0.90, ≤ 1,000 ms", during.comparedTo(before));
        settle();
        assertThat(all).isNotEmpty();
    }

    /** Behind WireMock, which counts. Returns the most calls at the same time. */
    private int recovery() {
        String provider = RefreshFault.HANG.provider();
        List<String> sessions = expiredAt(provider, "all", 500);
        COUNTED.inject(RefreshFault.HANG);
        try (Clients.Persistent users = clients.persist(WHO, sessions, 1)) {
            Clients.pause(OBSERVED);
            int refreshed = ISSUER.counters().refreshesOk();
            COUNTED.heal(RefreshFault.HANG);
            long millis = millisUntil(() -> ISSUER.counters().refreshesOk() - refreshed >= sessions.size());
            int atOnce = COUNTED.gauge().atOnce(provider);
            row(
                    "500 sessions after a hang, clients come back by Retry-After: all refreshed",
                    "≤ 10 s, ≤ " + MAX_CALLS + " calls at once",
                    seconds(millis) + ", " + atOnce + " at once, "
                            + (ISSUER.counters().refreshesOk() - refreshed) + " refreshes, "
                            + ISSUER.counters().reuses() + " reuses");
            assertThat(users.responses()).isNotEmpty();
            return atOnce;
        }
    }

    private List<String> expired(String prefix, int users) {
        return expiredAt("backend", prefix, users);
    }

    private List<String> expiredAt(String provider, String prefix, int users) {
        ISSUER.accessTokenLifetime(SHORT);
        List<String> sessions = clients.signInAt(provider, APP, prefix, users);
        ISSUER.accessTokenLifetime(LONG);
        Clients.pause(Duration.between(Instant.now(), ISSUER.lastExpiry().plusMillis(50)));
        return sessions;
    }

    /** What the bystanders get while the issuer is well, and known to respond fast. */
    private Served normal(Bystanders bystanders) {
        clients.signIn(APP, "before", 16);
        var unused = bystanders.takeServed();
        Clients.pause(Duration.ofSeconds(3));
        return bystanders.takeServed();
    }

    /** The issuer accepts connections and responds to none, and processes nothing. */
    private static void hangIssuer() {
        ISSUER.always(Fault.status(500)).hold();
    }

    private static void recoverIssuer() {
        ISSUER.healthy().release();
    }

    /** Until the circuit breaker is closed again. */
    private void settle() {
        recoverIssuer();
        Clients.pause(Duration.ofSeconds(6));
        ISSUER.accessTokenLifetime(LONG);
        millisUntil(() -> clients.trySignIn(APP, "anyone").join().status() == 200);
    }

    private static long millisUntil(BooleanSupplier condition) {
        long start = System.nanoTime();
        Instant end = Instant.now().plusSeconds(60);
        while (!condition.getAsBoolean() && Instant.now().isBefore(end)) {
            Clients.pause(Duration.ofMillis(100));
        }
        return Duration.ofNanos(System.nanoTime() - start).toMillis();
    }

    private static long slowerThan(List<Responded> responses, long millis) {
        return responses.stream()
                .filter(responded -> responded.millis() > millis)
                .count();
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }

    private void row(String what, String goal, String measured) {
        String row = "| " + what + " | " + goal + " | " + measured + " |";
        System.out.println(row);
        rows.add(row);
    }
}

package org.authfilter.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.authfilter.it.Wars;
import org.authfilter.it.app.WhoServlet;
import org.authfilter.it.faults.Clients.Responded;
import org.authfilter.testkit.FakeIssuer;
import org.authfilter.testkit.Fault;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Each fault of a refresh, inside the margin and after expiry: what a caller gets meanwhile, and whether the session lives
 * afterwards. It asserts nothing about the issuer's faults and is no part of the ordinary tests: {@code -Pfaults} runs it.
 */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class FaultTableRun {

    private static final String APP = "table";
    private static final String WHO = "/" + APP + "/who";
    private static final String PUBLIC = "/" + APP + "/public/who";
    private static final FakeIssuer ISSUER = FakeIssuer.start();
    private static final Duration LIFETIME = Duration.ofSeconds(6);
    private static final String REFUSED = "connection refused";
    private static final int SESSIONS = Integer.getInteger("faults.sessions", 1);

    private final Clients clients = new Clients(System.getProperty("server.url"));
    private final List<String> rows = new ArrayList<>();

    @Deployment(testable = false)
    static WebArchive application() {
        return Wars.signingInAt(ISSUER, APP, "auth-filter.public-paths=/public/*")
                .addClass(WhoServlet.class);
    }

    @AfterAll
    static void stop() {
        ISSUER.close();
    }

    private static Map<String, Runnable> faults() {
        Map<String, Runnable> faults = new LinkedHashMap<>();
        faults.put(REFUSED, ISSUER::goDown);
        faults.put("reset, not processed", () -> ISSUER.always(Fault.resetBefore()));
        faults.put("500", () -> ISSUER.always(Fault.status(500)));
        faults.put("503, Retry-After 2", () -> ISSUER.always(Fault.status(503).withRetryAfter("2")));
        faults.put("429, Retry-After 2", () -> ISSUER.always(Fault.status(429).withRetryAfter("2")));
        faults.put("an HTML page", () -> ISSUER.always(Fault.html()));
        faults.put("malformed JSON", () -> ISSUER.always(Fault.status(200).withBody("{\"accessToken\":")));
        faults.put("JSON without a token", () -> ISSUER.always(Fault.status(200).withBody("{}")));
        faults.put("redirect", () -> ISSUER.always(Fault.redirect()));
        faults.put("hang, not processed", () -> ISSUER.always(Fault.status(500)).hold());
        faults.put("response lost by a reset, processed", () -> ISSUER.nextRefreshes(Fault.resetAfter()));
        faults.put("truncated, processed", () -> ISSUER.nextRefreshes(Fault.truncated()));
        faults.put("slow drip, processed", () -> ISSUER.nextRefreshes(Fault.slowDrip()));
        return faults;
    }

    @Test
    void what_each_fault_does() {
        faults().forEach((name, fault) -> {
            row(name, fault, "inside the margin", LIFETIME.dividedBy(2));
            row(name, fault, "after expiry", LIFETIME);
        });
        System.out.printf(
                "%n| %s, sessions: %d | | protected path | public path | longest wait | calls of the issuer | afterwards |%n"
                        + "|---|---|---|---|---|---|---|%n",
                System.getProperty("server.name"), SESSIONS);
        rows.forEach(System.out::println);
        assertThat(rows).isNotEmpty();
    }

    private void row(String name, Runnable fault, String when, Duration after) {
        ISSUER.accessTokenLifetime(LIFETIME);
        List<String> sessions = clients.signIn(APP, "user", SESSIONS);
        Instant issued = ISSUER.lastExpiry().minus(LIFETIME);
        ISSUER.accessTokenLifetime(Duration.ofHours(1));
        Clients.pause(Duration.between(Instant.now(), issued.plus(after).plusMillis(100)));
        int calls = ISSUER.counters().refreshes();
        fault.run();
        List<Responded> guarded = Stream.concat(
                        clients.atOnce(WHO, sessions, 2).stream(), clients.atOnce(WHO, sessions, 1).stream())
                .toList();
        List<Responded> open = clients.atOnce(PUBLIC, sessions, 1);
        calls = ISSUER.counters().refreshes() - calls;
        heal(name);
        long alive = alive(sessions, issued.plus(LIFETIME));
        String row = "| %s | %s | %s | %s | %.1f s | %d | %s |"
                .formatted(
                        name,
                        when,
                        Clients.statuses(guarded),
                        Clients.statuses(open),
                        Math.max(Clients.slowest(guarded), Clients.slowest(open)) / 1000.0,
                        calls,
                        alive == SESSIONS ? "signed in" : alive + " of " + SESSIONS + " signed in");
        System.out.println(row);
        rows.add(row);
    }

    private static void heal(String fault) {
        if (fault.equals(REFUSED)) {
            ISSUER.comeBack();
        }
        ISSUER.healthy().release();
    }

    /** The sessions that work once the token of the sign-in has expired; none waits for a refresh any more. */
    private long alive(List<String> sessions, Instant expiry) {
        Clients.pause(Duration.between(Instant.now(), expiry));
        Instant end = Instant.now().plusSeconds(30);
        List<Integer> statuses;
        do {
            Clients.pause(Duration.ofMillis(500));
            statuses = clients.atOnce(WHO, sessions, 1).stream()
                    .map(Responded::status)
                    .collect(Collectors.toList());
        } while (statuses.contains(503) && Instant.now().isBefore(end));
        return statuses.stream().filter(status -> status == 200).count();
    }
}

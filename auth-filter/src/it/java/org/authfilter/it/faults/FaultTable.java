package org.authfilter.it.faults;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.authfilter.it.Wars;
import org.authfilter.it.app.WhoServlet;
import org.authfilter.it.faults.Clients.Responded;
import org.authfilter.testkit.FakeIssuer;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** What page, call and public path get while each refresh gets a fault, and what is left of the sessions afterwards. */
final class FaultTable implements AutoCloseable {

    private static final Duration WAIT_FOR_RECOVERY = Duration.ofSeconds(30);

    /** Whether the access token of the sign-in is valid yet. */
    enum Moment {
        INSIDE_THE_MARGIN("inside the margin"),
        AFTER_EXPIRY("after expiry");

        private final String text;

        Moment(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private final FakeIssuer issuer = FakeIssuer.start();
    private final FaultyIssuer faulty;
    private final ExecutorService rows = Executors.newCachedThreadPool();
    private final String application;
    private final Duration lifetime;

    /**
     * A table of one application.
     *
     * @param lifetime of the access tokens of sign-ins; half of it is the margin (R2)
     */
    FaultTable(String application, Duration lifetime) {
        this.application = application;
        this.lifetime = lifetime;
        faulty = new FaultyIssuer(issuer);
    }

    /** The WAR, with a provider for each of these faults. */
    WebArchive war(Collection<RefreshFault> faults) {
        return Wars.configured(application, faulty.providers(faults, "auth-filter.public-paths=/public/*"))
                .addClass(WhoServlet.class);
    }

    /** The rows of faults that are injected at the same time, each for this number of sessions of its own. */
    List<FaultRow> measure(Collection<RefreshFault> faults, Moment moment, int sessions, Clients clients) {
        issuer.accessTokenLifetime(lifetime);
        Map<RefreshFault, Signed> signed = new EnumMap<>(RefreshFault.class);
        for (RefreshFault fault : faults) {
            signed.put(fault, signIn(fault, sessions, clients));
        }
        issuer.accessTokenLifetime(Duration.ofHours(1));
        List<CompletableFuture<FaultRow>> all = new ArrayList<>();
        signed.forEach((fault, users) ->
                all.add(CompletableFuture.supplyAsync(() -> row(fault, moment, users, clients), rows)));
        return all.stream().map(CompletableFuture::join).toList();
    }

    private record Signed(List<String> sessions, Instant firstExpiry, Instant lastExpiry) {}

    private Signed signIn(RefreshFault fault, int sessions, Clients clients) {
        List<String> all = new ArrayList<>(clients.signInAt(fault.provider(), application, "first", 1));
        Instant firstExpiry = issuer.lastExpiry();
        all.addAll(clients.signInAt(fault.provider(), application, "user", sessions - 1));
        return new Signed(all, firstExpiry, issuer.lastExpiry());
    }

    private FaultRow row(RefreshFault fault, Moment moment, Signed users, Clients clients) {
        Instant start = moment == Moment.AFTER_EXPIRY
                ? users.lastExpiry()
                : users.lastExpiry().minus(lifetime.dividedBy(2));
        faulty.inject(fault);
        Clients.pause(Duration.between(Instant.now(), start.plusMillis(500)));
        String who = "/" + application + "/who";
        List<CompletableFuture<Responded>> pages = send(users, cookies -> clients.page(who, cookies));
        List<CompletableFuture<Responded>> calls = send(users, cookies -> clients.call(who, cookies));
        List<Responded> ofPages = joined(pages);
        List<Responded> ofCalls = joined(calls);
        List<Responded> open = clients.atOnce("/" + application + "/public/who", users.sessions(), 1);
        boolean isBeforeExpiry = Instant.now().isBefore(users.firstExpiry());
        int issuerCalls = faulty.gauge().calls(fault.provider());
        faulty.heal(fault);
        Clients.pause(Duration.between(Instant.now(), users.lastExpiry()));
        List<Responded> afterwards = afterwards(fault, who, users, clients);
        int atOnce = faulty.gauge().atOnce(fault.provider());
        return new FaultRow(fault, moment, ofPages, ofCalls, open, isBeforeExpiry, issuerCalls, atOnce, afterwards);
    }

    private interface Request {

        CompletableFuture<Responded> send(String cookies);
    }

    private static List<CompletableFuture<Responded>> send(Signed users, Request request) {
        return users.sessions().stream().map(request::send).toList();
    }

    private static List<Responded> joined(List<CompletableFuture<Responded>> responses) {
        return responses.stream().map(CompletableFuture::join).toList();
    }

    /** The responses once none asks to come back later; at once where the fault does not end. */
    private static List<Responded> afterwards(RefreshFault fault, String who, Signed users, Clients clients) {
        Instant end = Instant.now().plus(WAIT_FOR_RECOVERY);
        List<Responded> responses = clients.atOnce(who, users.sessions(), 1);
        while (fault.ends() && Instant.now().isBefore(end) && has503(responses.stream())) {
            Clients.pause(Duration.ofMillis(500));
            responses = clients.atOnce(who, users.sessions(), 1);
        }
        return responses;
    }

    private static boolean has503(Stream<Responded> responses) {
        return responses.anyMatch(response -> response.status() == 503);
    }

    @Override
    public void close() {
        rows.shutdownNow();
        faulty.close();
        issuer.close();
    }
}

package org.authfilter.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.authfilter.internal.session.OtherVersionServlet;
import org.authfilter.it.HttpResponses;
import org.authfilter.it.Wars;
import org.authfilter.it.app.Orders;
import org.authfilter.it.app.OrdersResource;
import org.authfilter.it.app.RestApplication;
import org.authfilter.testkit.FakeIssuer;
import org.authfilter.testkit.Fault;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What must hold when nodes of a cluster are killed, whichever server they are. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class KillsOfNodes {

    private static final int KILLS = Integer.getInteger("cluster.sticky-kills", 20);
    private static final Duration SHORT_LIFE = Duration.ofSeconds(24);
    private static final Duration RESPONSE = Duration.ofSeconds(6);

    private final FakeIssuer issuer = FakeIssuer.start();
    private final String server;
    private final List<String> applications;
    private final Cluster cluster;
    private Tally tally;

    /** Starts what is to be killed. */
    KillsOfNodes(String server, String... applications) {
        this.server = server;
        this.applications = List.of(applications);
        this.cluster = Cluster.start(() -> start(issuer));
    }

    /** Starts two nodes with the applications, which sign in at {@code issuer}. */
    abstract Cluster start(FakeIssuer issuer);

    /** A WAR that is replicated, with a client of the issuer's API. */
    static WebArchive distributable(FakeIssuer issuer, String name, String... lines) {
        Stream<String> common = Stream.of("auth-filter.public-paths=/members", "orders/mp-rest/url=" + issuer.url(""));
        return Wars.signingInAt(
                        issuer, name, Stream.concat(common, Stream.of(lines)).toArray(String[]::new))
                .addClasses(RestApplication.class, OrdersResource.class, Orders.class, OtherVersionServlet.class)
                .addAsWebInfResource(Wars.beansXml("annotated"), "beans.xml")
                .setWebXML(Wars.webXml("", "<distributable/>"));
    }

    @BeforeEach
    void awaitWholeCluster() {
        cluster.awaitWhole();
        tally = new Tally(issuer);
    }

    @AfterEach
    void makeIssuerHealthy() {
        issuer.release();
        issuer.healthy();
    }

    @AfterAll
    void stop() {
        cluster.close();
        issuer.close();
    }

    @Test
    void R7_no_session_is_lost_and_no_used_token_is_presented_when_nodes_die() throws Exception {
        while (tally.kills() < KILLS) {
            cluster.awaitWhole();
            List<Round> rounds = applications.stream()
                    .map(application -> new Round(application, cluster.origin(), issuer, tally))
                    .toList();
            rounds.forEach(Round::enterMargin);
            rounds.forEach(Round::awaitRefreshes);
            killInFlight(rounds);
            rounds.forEach(round -> round.goOnAt(cluster.origin()));
            rounds.forEach(Round::goOnAfterExpiry);
        }

        tally.settle(server);
    }

    /** The issuer gets the calls and holds them; the node dies; the calls come to nothing. */
    private void killInFlight(List<Round> rounds) throws Exception {
        int flights = rounds.size() * Round.FLIGHTS;
        int calls = issuer.counters().refreshes() + flights;
        for (int i = 0; i < flights; i++) {
            issuer.nextRefreshes(Fault.resetBefore());
        }
        issuer.hold();
        rounds.forEach(Round::takeOff);
        issuer.counters().awaitRefreshes(calls);
        kill();
        issuer.release();
    }

    @Test
    void R9_a_token_that_the_dead_node_may_have_used_waits_for_the_expiry() throws Exception {
        issuer.accessTokenLifetime(SHORT_LIFE);
        Caller caller = Caller.signIn(applications.get(0), "alice", cluster.origin());
        Optional<String> token = caller.token();
        caller.awaitMargin();
        int calls = issuer.counters().refreshes() + 1;
        issuer.hold();
        assertThat(caller.token()).isEqualTo(token);
        issuer.counters().awaitRefreshes(calls);
        kill();
        issuer.release();

        caller.isServedBy(cluster.origin());
        while (caller.livesLongerThan(RESPONSE)) {
            assertThat(caller.token()).isEqualTo(token);
        }
        tally.settle(server + ", while the access token worked");

        caller.awaitExpiry();
        HttpResponse<String> ended = caller.call("/rest/orders");
        HttpResponses.assertProblem(ended, 401, "RefreshAccessTokenError");
        assertThat(issuer.counters().refreshes()).isEqualTo(calls + 1);
    }

    @Test
    void R7_a_session_of_another_version_of_the_jar_is_read_after_the_fail_over() {
        issuer.accessTokenLifetime(Duration.ofMinutes(5));
        List<Caller> callers = applications.stream()
                .map(application -> Caller.signIn(application, "alice", cluster.origin()))
                .toList();
        callers.forEach(
                caller -> assertThat(caller.post("/other-version").statusCode()).isEqualTo(200));
        List<Optional<String>> tokens = callers.stream().map(Caller::token).toList();
        kill();

        callers.forEach(caller -> caller.isServedBy(cluster.origin()));
        assertThat(callers.stream().map(Caller::token).toList()).isEqualTo(tokens);
        callers.forEach(Caller::refresh);
        assertThat(callers.stream().map(Caller::token).toList()).isEqualTo(tokens);
        tally.settle(server + ", with two versions of the jar");
    }

    private void kill() {
        cluster.failOver();
        tally.kill();
    }
}

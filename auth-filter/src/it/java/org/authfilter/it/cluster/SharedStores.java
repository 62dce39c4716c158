package org.authfilter.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.authfilter.internal.session.OtherVersionServlet;
import org.authfilter.it.Await;
import org.authfilter.it.Browser;
import org.authfilter.it.HttpResponses;
import org.authfilter.it.Programs;
import org.authfilter.it.RequestsAtOnce;
import org.authfilter.it.Wars;
import org.authfilter.it.app.UntilEndServlet;
import org.authfilter.it.app.WhoServlet;
import org.authfilter.testkit.FakeIssuer;
import org.authfilter.testkit.FakeOpenIdProvider;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.condition.EnabledIf;

/** What three nodes with a shared store promise behind a load balancer that sends each request to any of them. */
@EnabledIf(
        value = "org.authfilter.it.cluster.SharedStores#canRun",
        disabledReason = "There is no nginx or no PostgreSQL")
@TestInstance(Lifecycle.PER_CLASS)
abstract class SharedStores {

    private static final int STORMS = Integer.getInteger("cluster.storms", 20);
    private static final int KILLS = Integer.getInteger("cluster.kills", 20);
    private static final int REQUESTS = 150;
    static final String WHO = "/who";
    private static final Duration EXPIRES_SOON = Duration.ofSeconds(3);
    private static final Duration EXPIRES_LATER = Duration.ofSeconds(10);
    /** The margin is half of it: longer than a store takes to notice that a node has died. */
    private static final Duration REFRESHED_ALL_THE_TIME = Duration.ofSeconds(20);

    /** From the issuer into the shared store, and the kill itself. */
    private static final Duration LONGEST_WAY = Duration.ofSeconds(2);

    private static final Duration IDLE = Duration.ofSeconds(2);
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration KNOWN_EVERYWHERE = Duration.ofSeconds(10);

    final FakeIssuer issuer = FakeIssuer.start();
    private final FakeOpenIdProvider idp = FakeOpenIdProvider.start(Clock.systemUTC());
    private final String server;
    private final List<String> applications;
    final Cluster cluster;
    private final Nginx balancer;

    /** Starts the nodes, and the load balancer before them. */
    SharedStores(String server, String... applications) {
        this.server = server;
        this.applications = List.of(applications);
        this.cluster = Cluster.start(this::start);
        this.balancer = Nginx.before(cluster.nodes(), applications[0]);
    }

    /** Whether nginx and PostgreSQL are installed; fails if one is not, and {@code CI=true}. */
    static boolean canRun() {
        return Programs.areInstalled(Nginx.PROGRAM, PostgreSql.initdb());
    }

    /** A WAR that is replicated and uses a shared store. Its users sign in at {@code issuer} or at {@code idp}. */
    WebArchive sharing(String name, String... lines) {
        Stream<String> common = Stream.of(
                "auth-filter.public-paths=/members",
                Wars.FIFTY_REQUESTS_MAY_WAIT,
                "auth-filter.provider.idp.type=oidc",
                "auth-filter.provider.idp.issuer=" + idp.issuer(),
                "auth-filter.provider.idp.client-id=" + FakeOpenIdProvider.CLIENT_ID,
                "auth-filter.provider.idp.client-auth=client_secret_post",
                "auth-filter.provider.idp.client-secret=any");
        return Wars.signingInAt(
                        issuer, name, Stream.concat(common, Stream.of(lines)).toArray(String[]::new))
                .addClasses(WhoServlet.class, UntilEndServlet.class, OtherVersionServlet.class)
                .setWebXML(Wars.webXml("", "<distributable/>"));
    }

    /** Starts three nodes with the applications, each with its store. */
    abstract Cluster start();

    @BeforeEach
    void awaitWholeCluster() {
        cluster.awaitWhole();
        int refreshes;
        do {
            refreshes = issuer.counters().refreshes();
            Await.until(Instant.now().plus(IDLE));
        } while (issuer.counters().refreshes() != refreshes);
    }

    @AfterAll
    void stop() {
        balancer.close();
        cluster.close();
        issuer.close();
        idp.close();
    }

    @Test
    void R4_requests_at_all_nodes_share_one_refresh_after_the_expiry() throws Exception {
        for (String application : applications) {
            int refreshes = issuer.counters().refreshes();
            int reuses = issuer.counters().reuses();
            List<String> lost = new ArrayList<>();
            for (int storm = 0; storm < STORMS; storm++) {
                storm(application, lost);
            }
            refreshes = issuer.counters().refreshes() - refreshes;
            reuses = issuer.counters().reuses() - reuses;
            System.out.printf(
                    "%s, %s: storms %d, refreshes %d, reuse %d, lost %d%n",
                    server, application, STORMS, refreshes, reuses, lost.size());
            assertThat(lost).as(cluster.endOfLogs()).isEmpty();
            assertThat(reuses).isZero();
            assertThat(refreshes).isEqualTo(STORMS);
        }
    }

    private void storm(String application, List<String> lost) throws Exception {
        Browser browser = signInUntilExpiry(application);

        for (HttpResponse<String> response : RequestsAtOnce.send(REQUESTS, browser, WHO)) {
            if (response.statusCode() != 200) {
                lost.add(HttpResponses.describe(response));
            }
        }
        for (Node node : cluster.nodes()) {
            browser.isServedBy(node.origin());
            HttpResponse<String> response = browser.call(WHO);
            if (response.statusCode() != 200) {
                lost.add("after the storm: " + HttpResponses.describe(response));
            }
        }
    }

    /**
     * A response of the issuer that died with its node costs its session, because no one has the next refresh token. The
     * issuer sees the used token once more then.
     */
    @Test
    void R20_no_other_session_is_lost_when_nodes_die_while_requests_come() {
        issuer.accessTokenLifetime(REFRESHED_ALL_THE_TIME);
        int reusedBefore = issuer.firstUsesOfReusedTokens().size();
        List<Instant> kills = new ArrayList<>();
        try (Traffic traffic = new Traffic(balancer.origin(), applications)) {
            for (int kill = 0; kill < KILLS; kill++) {
                traffic.goesOn();
                Node killed = cluster.killAny();
                kills.add(Instant.now());
                restart(killed);
            }
            traffic.goesOn();
            List<Instant> reused = issuer.firstUsesOfReusedTokens();
            long died = reused.subList(reusedBefore, reused.size()).stream()
                    .distinct()
                    .filter(spent -> kills.stream().anyMatch(killed -> hasDied(spent, killed)))
                    .count();
            int lost = traffic.lost().size();
            System.out.printf(
                    "%s, shared store: kills %d, sessions lost %d, and %d by a response of the issuer that died with its"
                            + " node; other statuses %s, slowest %d ms%n",
                    server,
                    KILLS,
                    Math.max(0, lost - died),
                    Math.min(lost, died),
                    traffic.others(),
                    traffic.takeSlowest().toMillis());
            assertThat((long) lost)
                    .as(() -> traffic.lost() + cluster.endOfLogs())
                    .isLessThanOrEqualTo(died);
        }
    }

    /** Whether the response to a refresh token that was spent then may have been on its way when a node was killed. */
    private static boolean hasDied(Instant spent, Instant killed) {
        return spent.isBefore(killed) && spent.isAfter(killed.minus(LONGEST_WAY));
    }

    /** The load balancer gets the node back once it is ready: Payara sends 404 before its application is up. */
    private void restart(Node node) {
        balancer.remove(node);
        node.start();
        cluster.awaitWhole();
        balancer.addAll();
    }

    @Test
    void no_session_is_lost_in_a_rolling_upgrade() {
        issuer.accessTokenLifetime(REFRESHED_ALL_THE_TIME);
        int reuses = issuer.counters().reuses();
        try (Traffic traffic = new Traffic(balancer.origin(), applications)) {
            for (Node node : cluster.nodes()) {
                traffic.goesOn();
                assertThat(traffic.post("/other-version")).isPositive();
                balancer.remove(node);
                traffic.goesOn();
                node.stop();
                node.upgrade();
                restart(node);
            }
            traffic.goesOn();
            System.out.printf(
                    "%s, shared store: nodes replaced %d, sessions lost %d, other statuses %s%n",
                    server, cluster.nodes().size(), traffic.lost().size(), traffic.others());
            assertThat(traffic.lost()).as(cluster.endOfLogs()).isEmpty();
        }
        assertThat(issuer.counters().reuses()).isEqualTo(reuses);
    }

    @Test
    void R11_a_sign_out_at_one_node_wins_over_the_refresh_of_another() throws Exception {
        for (String application : applications) {
            Browser browser = signInUntilMargin(application);
            signOutDuringRefresh(
                    browser, kept -> assertThat(kept.call(WHO).statusCode()).isEqualTo(200));
        }
    }

    @Test
    void R11_a_sign_out_at_one_node_wins_over_a_request_at_another_that_waits_for_its_refresh() throws Exception {
        for (String application : applications) {
            Browser browser = signInUntilExpiry(application);
            List<CompletableFuture<HttpResponse<String>>> waiting = new ArrayList<>();
            signOutDuringRefresh(browser, kept -> waiting.add(CompletableFuture.supplyAsync(() -> kept.call(WHO))));
            HttpResponse<String> response = waiting.get(0).join();
            assertThat(response.statusCode())
                    .as(HttpResponses.describe(response))
                    .isEqualTo(401);
        }
    }

    /** All new tokens are revoked, and the session is gone at all nodes, even for a browser that has kept the cookies. */
    private void signOutDuringRefresh(Browser browser, Consumer<Browser> refresh) throws InterruptedException {
        Browser kept = browser.copy();
        int tokensSignedOut = issuer.tokensSignedOut();

        int refreshes;
        try {
            refreshes = holdRefresh(kept, cluster.nodes().get(0), refresh);
            browser.isServedBy(cluster.nodes().get(1).origin());
            HttpResponse<String> signedOut = browser.post("/auth/signout", "{}");
            assertThat(signedOut.statusCode())
                    .as(HttpResponses.describe(signedOut))
                    .isEqualTo(200);
        } finally {
            issuer.release();
        }
        Await.until(
                "the tokens from before and after the refresh are revoked",
                KNOWN_EVERYWHERE,
                () -> issuer.tokensSignedOut() == tokensSignedOut + 2);
        for (Node node : cluster.nodes()) {
            Browser other = kept.copy();
            other.isServedBy(node.origin());
            HttpResponse<String> response = other.call(WHO);
            assertThat(response.statusCode())
                    .as("%s: %s", node.origin(), HttpResponses.describe(response))
                    .isEqualTo(401);
        }
        assertThat(issuer.counters().refreshes()).isEqualTo(refreshes);
    }

    /** Signs alice in; her access token has expired when this returns. The next one lives long. */
    private Browser signInUntilExpiry(String application) {
        issuer.accessTokenLifetime(EXPIRES_SOON);
        Browser browser = signIn(application);
        Instant expiry = issuer.lastExpiry();
        issuer.accessTokenLifetime(LONG);
        Await.until(expiry.plusMillis(50));
        return browser;
    }

    /** Signs alice in; the margin of her access token has begun when this returns. The next one lives long. */
    Browser signInUntilMargin(String application) {
        issuer.accessTokenLifetime(EXPIRES_LATER);
        Browser browser = signIn(application);
        Instant margin = issuer.lastExpiry().minus(EXPIRES_LATER.dividedBy(2));
        issuer.accessTokenLifetime(LONG);
        Await.until(margin.plusMillis(50));
        return browser;
    }

    /**
     * Lets {@code node} call the issuer, which holds its response back.
     *
     * @param request makes the node refresh
     * @return the number of refreshes with this one
     */
    int holdRefresh(Browser browser, Node node, Consumer<Browser> request) throws InterruptedException {
        int refreshes = issuer.counters().refreshes();
        issuer.hold();
        browser.isServedBy(node.origin());
        request.accept(browser);
        issuer.counters().awaitRefreshes(refreshes + 1);
        return refreshes + 1;
    }

    @Test
    void a_stream_at_one_node_ends_when_its_user_signs_out_at_another() throws Exception {
        issuer.accessTokenLifetime(LONG);
        for (String application : applications) {
            Browser browser = signIn(application);
            Browser tab = browser.copy();
            tab.isServedBy(cluster.nodes().get(0).origin());
            Iterator<String> lines = tab.stream("/until-end").body().iterator();
            assertThat(lines.next()).isEqualTo("open");

            browser.isServedBy(cluster.nodes().get(1).origin());
            assertThat(browser.post("/auth/signout", "{}").statusCode()).isEqualTo(200);

            Instant start = Instant.now();
            assertThat(CompletableFuture.supplyAsync(lines::next).get(KNOWN_EVERYWHERE.toSeconds(), TimeUnit.SECONDS))
                    .isEqualTo("ended");
            System.out.printf(
                    "%s, %s: a sign-out ended a stream of another node after %d ms%n",
                    server, application, Duration.between(start, Instant.now()).toMillis());
        }
    }

    @Test
    void a_user_who_ends_the_other_sessions_is_signed_out_at_all_nodes() {
        issuer.accessTokenLifetime(LONG);
        for (String application : applications) {
            Browser one = signIn(application);
            Browser other = signIn(application);

            Await.until(
                    "both sessions are listed",
                    KNOWN_EVERYWHERE,
                    () -> one.call("/auth/sessions").body().split("\"startedAt\"", -1).length > 2);
            Await.until(
                    "the other sessions were ended",
                    KNOWN_EVERYWHERE,
                    () -> one.post("/auth/sessions/end-others", "{}").statusCode() == 204);
            for (Node node : cluster.nodes()) {
                other.isServedBy(node.origin());
                Await.until(
                        "the other session has ended at " + node.origin(),
                        KNOWN_EVERYWHERE,
                        () -> other.call(WHO).statusCode() == 401);
                one.isServedBy(node.origin());
                assertThat(one.call(WHO).statusCode()).isEqualTo(200);
            }
        }
    }

    @Test
    void a_logout_by_the_provider_ends_the_session_at_all_nodes() {
        for (String application : applications) {
            Browser alice = new Browser(balancer.origin(), application);
            alice.signInAt(idp);
            awaitKnown(alice);
            Browser provider = new Browser(balancer.origin(), application);
            String token = idp.logoutToken("logout+jwt", claims -> claims.remove("sid"));

            HttpResponse<String> accepted =
                    provider.submit("/auth/backchannel-logout/idp", Map.of("logout_token", token));

            Instant start = Instant.now();
            assertThat(accepted.statusCode())
                    .as(HttpResponses.describe(accepted))
                    .isEqualTo(200);
            for (Node node : cluster.nodes()) {
                alice.isServedBy(node.origin());
                Await.until(
                        "the session has ended at " + node.origin(),
                        KNOWN_EVERYWHERE,
                        () -> alice.call(WHO).statusCode() == 401);
            }
            System.out.printf(
                    "%s, %s: a logout by the provider was known at all nodes after %d ms%n",
                    server, application, Duration.between(start, Instant.now()).toMillis());
        }
    }

    /** Signs alice in, at any node. */
    private Browser signIn(String application) {
        Browser browser = new Browser(balancer.origin(), application);
        HttpResponse<String> response = browser.signIn("alice@example.org");
        assertThat(response.statusCode()).as(HttpResponses.describe(response)).isEqualTo(303);
        awaitKnown(browser);
        return browser;
    }

    /** A server may write a session after it has sent the response. */
    private void awaitKnown(Browser browser) {
        for (Node node : cluster.nodes()) {
            browser.isServedBy(node.origin());
            Await.until(
                    "the session is known at " + node.origin(),
                    KNOWN_EVERYWHERE,
                    () -> browser.call(WHO).statusCode() == 200);
        }
        browser.isServedBy(balancer.origin());
    }

    /** Sends traffic to the application through the load balancer. */
    Traffic trafficOf(String application) {
        return new Traffic(balancer.origin(), List.of(application));
    }
}

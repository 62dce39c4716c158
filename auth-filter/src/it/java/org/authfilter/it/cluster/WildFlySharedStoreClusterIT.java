package org.authfilter.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.authfilter.it.Await;
import org.authfilter.it.Browser;
import org.authfilter.it.HttpResponses;
import org.authfilter.it.Wars;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Three WildFly with two applications, of which one shares Infinispan and the other one a PostgreSQL. */
class WildFlySharedStoreClusterIT extends SharedStores {

    private static final PostgreSql DATABASE = PostgreSql.start();
    private static final String INFINISPAN = "infinispan";
    private static final String JDBC = "jdbc";
    private static final Duration OUTAGE = Duration.ofSeconds(20);
    /** Shorter than a call of the issuer may take. */
    private static final Duration STOPPING = Duration.ofSeconds(3);

    /** WildFly stops the data source after an application that refers to it. */
    private static final String RESOURCE_REF = """
            <resource-ref>
              <res-ref-name>jdbc/shop</res-ref-name>
              <lookup-name>java:jboss/datasources/ShopDS</lookup-name>
            </resource-ref>
            """;

    WildFlySharedStoreClusterIT() {
        super("WildFly", INFINISPAN, JDBC);
    }

    @Override
    Cluster start() {
        return WildFlyNodes.three(
                DATABASE,
                sharing(INFINISPAN, "auth-filter.shared-store=infinispan"),
                sharing(
                                JDBC,
                                "auth-filter.shared-store=jdbc",
                                "auth-filter.shared-store.data-source=java:jboss/datasources/ShopDS")
                        .setWebXML(Wars.webXml("", "<distributable/>" + RESOURCE_REF)));
    }

    @AfterAll
    static void stopDatabase() {
        DATABASE.close();
    }

    @Test
    void R7_the_new_token_set_is_not_lost_when_its_node_is_stopped_during_the_refresh() throws Exception {
        for (String application : List.of(INFINISPAN, JDBC)) {
            Browser browser = signInUntilMargin(application);
            Instant expiry = issuer.lastExpiry();
            int reuses = issuer.counters().reuses();
            Node stopped = cluster.nodes().get(0);

            int refreshes = holdRefresh(
                    browser,
                    stopped,
                    holder -> assertThat(holder.call(WHO).statusCode()).isEqualTo(200));
            CompletableFuture<Void> stopping = CompletableFuture.runAsync(stopped::stop);
            Await.until(Instant.now().plus(STOPPING));
            issuer.release();
            stopping.join();
            Await.until(expiry.plusMillis(50));

            browser.isServedBy(cluster.nodes().get(1).origin());
            HttpResponse<String> response = browser.call(WHO);
            assertThat(response.statusCode())
                    .as(HttpResponses.describe(response))
                    .isEqualTo(200);
            assertThat(issuer.counters().refreshes()).isEqualTo(refreshes);
            assertThat(issuer.counters().reuses()).isEqualTo(reuses);
            stopped.start();
            cluster.awaitWhole();
        }
    }

    @Test
    void no_session_is_lost_and_no_request_fails_while_the_database_is_down() {
        issuer.accessTokenLifetime(OUTAGE.multipliedBy(2));
        int reuses = issuer.counters().reuses();
        try (Traffic traffic = trafficOf(JDBC)) {
            traffic.goesOn();
            traffic.goesOn();
            long before = traffic.takeSlowest().toMillis();
            int refreshes = issuer.counters().refreshes();

            DATABASE.interrupt();
            Await.until(Instant.now().plus(OUTAGE));
            long during = traffic.takeSlowest().toMillis();
            refreshes = issuer.counters().refreshes() - refreshes;
            DATABASE.resume();
            traffic.goesOn();
            traffic.goesOn();

            System.out.printf(
                    "WildFly, PostgreSQL down for %d s: sessions lost %d, refreshes %d, other statuses %s,"
                            + " slowest response %d ms, %d ms before and %d ms after%n",
                    OUTAGE.toSeconds(),
                    traffic.lost().size(),
                    refreshes,
                    traffic.others(),
                    during,
                    before,
                    traffic.takeSlowest().toMillis());
            assertThat(traffic.lost()).isEmpty();
            assertThat(traffic.others()).isEmpty();
            assertThat(refreshes).isPositive();
        }
        assertThat(issuer.counters().reuses()).isEqualTo(reuses);
    }
}

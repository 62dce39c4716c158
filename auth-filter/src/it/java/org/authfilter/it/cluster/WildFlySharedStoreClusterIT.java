package org.authfilter.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.authfilter.it.Await;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Three WildFly with two applications, of which one shares Infinispan and the other one a PostgreSQL. */
class WildFlySharedStoreClusterIT extends SharedStores {

    private static final PostgreSql DATABASE = PostgreSql.start();
    private static final String INFINISPAN = "infinispan";
    private static final String JDBC = "jdbc";
    private static final Duration OUTAGE = Duration.ofSeconds(20);

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
                        "auth-filter.shared-store.data-source=java:jboss/datasources/ShopDS"));
    }

    @AfterAll
    static void stopDatabase() {
        DATABASE.close();
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

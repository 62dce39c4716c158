package org.authfilter.it.cluster;

import java.sql.SQLException;
import java.time.Instant;
import javax.sql.DataSource;
import org.authfilter.internal.shared.JdbcSharedStore;
import org.authfilter.it.Programs;
import org.authfilter.testkit.MutableClock;
import org.authfilter.testkit.SharedStoreContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.mariadb.jdbc.MariaDbDataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** The shared store in a table of real databases. */
class DatabasesClusterIT {

    /** In one of ten runs InnoDB rolls a statement back for a deadlock. */
    private static final int RUNS_FOR_A_DEADLOCK = 20;

    static boolean hasPostgreSql() {
        return Programs.areInstalled(PostgreSql.initdb());
    }

    static boolean hasMariaDb() {
        return Programs.areInstalled(MariaDb.PROGRAM);
    }

    @Test
    @EnabledIf(value = "hasPostgreSql", disabledReason = "There is no PostgreSQL")
    void PostgreSQL_fulfils_the_contract_of_a_shared_store() {
        try (PostgreSql database = PostgreSql.start()) {
            PGSimpleDataSource dataSource = new PGSimpleDataSource();
            dataSource.setUrl(database.url());
            dataSource.setUser(PostgreSql.USER);

            verify(dataSource);
        }
    }

    @Test
    @EnabledIf(value = "hasMariaDb", disabledReason = "There is no MariaDB")
    void MariaDB_fulfils_the_contract_of_a_shared_store() throws SQLException {
        try (MariaDb database = MariaDb.start()) {
            MariaDbDataSource dataSource = new MariaDbDataSource(database.url());

            for (int run = 0; run < RUNS_FOR_A_DEADLOCK; run++) {
                verify(dataSource);
            }
        }
    }

    private static void verify(DataSource database) {
        MutableClock clock = new MutableClock(Instant.parse("2026-11-01T12:00:00Z"));

        SharedStoreContract.verify(
                new JdbcSharedStore(() -> database, clock), new JdbcSharedStore(() -> database, clock), clock::advance);
    }
}

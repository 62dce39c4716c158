package org.authfilter.internal.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.authfilter.testkit.MemorySharedStore;
import org.authfilter.testkit.MutableClock;
import org.authfilter.testkit.SharedStoreContract;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

class SharedStoresTest {

    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-01T12:00:00Z"));

    @Test
    void the_store_in_memory_fulfils_the_contract() {
        MemorySharedStore store = new MemorySharedStore(clock);

        SharedStoreContract.verify(store, store, clock::advance);
    }

    @Test
    void the_store_in_a_database_fulfils_the_contract() {
        JdbcDataSource database = database("contract");

        SharedStoreContract.verify(
                new JdbcSharedStore(() -> database, clock), new JdbcSharedStore(() -> database, clock), clock::advance);
    }

    @Test
    void expired_rows_are_deleted_from_the_database() throws SQLException {
        JdbcDataSource database = database("cleanup");
        JdbcSharedStore store = new JdbcSharedStore(() -> database, clock);
        for (int i = 0; i < 1200; i++) {
            store.putIfAbsent("a" + i, new byte[] {1}, Duration.ofSeconds(10));
        }
        store.putIfAbsent("b", new byte[] {1}, Duration.ofHours(1));

        clock.advance(Duration.ofMinutes(1));
        store.putIfAbsent("c", new byte[] {1}, Duration.ofHours(1));

        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (rows(database) != 2) {
            assertThat(System.nanoTime()).isLessThan(deadline);
        }
    }

    @Test
    void a_call_that_the_database_has_rolled_back_is_repeated() {
        for (String state : List.of("40001", "40P01")) {
            AtomicInteger calls = new AtomicInteger();
            JdbcSharedStore store = new JdbcSharedStore(() -> failing(state, 4, calls), clock);

            assertThat(store.putIfAbsent(state, new byte[] {1}, Duration.ofHours(1)))
                    .isTrue();
            assertThat(store.get(state)).containsExactly(1);
        }
    }

    @Test
    void a_call_that_the_database_rolls_back_again_and_again_fails() {
        AtomicInteger calls = new AtomicInteger();
        JdbcSharedStore store = new JdbcSharedStore(() -> failing("40001", Integer.MAX_VALUE, calls), clock);

        assertThatThrownBy(() -> store.get("a")).hasMessageContaining("SQLState 40001");
        assertThat(calls).hasValue(5);
    }

    @Test
    void a_call_that_may_have_taken_effect_is_not_repeated() {
        for (String state : List.of("40003", "08006", "HY000")) {
            AtomicInteger calls = new AtomicInteger();
            JdbcSharedStore store = new JdbcSharedStore(() -> failing(state, 1, calls), clock);

            assertThatThrownBy(() -> store.remove("a")).hasMessageContaining("SQLState " + state);
            assertThat(calls).hasValue(1);
        }
    }

    @Test
    void a_missing_data_source_is_named() {
        JdbcSharedStore store = new JdbcSharedStore(
                () -> {
                    throw new javax.naming.NameNotFoundException("jdbc/shop");
                },
                clock);

        assertThatThrownBy(() -> store.get("a")).hasMessageContaining("jdbc/shop");
    }

    private static JdbcDataSource database(String name) {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1");
        return database;
    }

    /** Fails the first calls, counted over all objects that share the counter. */
    private static DataSource failing(String sqlState, int failures, AtomicInteger calls) {
        JdbcDataSource database = database("failing");
        return (DataSource) Proxy.newProxyInstance(
                SharedStoresTest.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> {
                    if (calls.incrementAndGet() <= failures) {
                        throw new SQLException("failure of the test", sqlState);
                    }
                    return method.invoke(database, arguments);
                });
    }

    private static int rows(JdbcDataSource database) throws SQLException {
        try (Connection connection = database.getConnection();
                ResultSet count = connection.createStatement().executeQuery("SELECT COUNT(*) FROM auth_filter_store")) {
            count.next();
            return count.getInt(1);
        }
    }
}

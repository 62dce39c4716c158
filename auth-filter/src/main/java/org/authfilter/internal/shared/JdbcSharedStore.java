package org.authfilter.internal.shared;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.authfilter.internal.common.Digests;
import org.authfilter.spi.SharedStore;
import org.jspecify.annotations.Nullable;

/**
 * A store in one table of a database. Each change is one statement on one row, compared by the digest of its value, so any
 * database that has primary keys decides which node comes first. Creates the table if it is missing. Thread-safe.
 */
public final class JdbcSharedStore implements SharedStore {

    private static final Logger LOG = System.getLogger("org.authfilter.deployment");

    private static final String TABLE = StoreTable.NAME;
    private static final Duration BETWEEN_CLEANUPS = Duration.ofMinutes(1);
    static final int STATEMENT_TIMEOUT_SECONDS = 3;
    private static final int MAX_ATTEMPTS = 5;
    private static final int DELETED_AT_ONCE = 500;
    private static final Set<String> ROLLED_BACK = Set.of("40001", "40P01", "61000");

    private final Callable<DataSource> dataSource;
    private final Clock clock;
    private final AtomicReference<Instant> nextCleanup = new AtomicReference<>(Instant.MIN);
    private volatile boolean hasTable;

    /** Connects to nothing yet; {@code dataSource} is called at each use. */
    public JdbcSharedStore(Callable<DataSource> dataSource, Clock clock) {
        this.dataSource = dataSource;
        this.clock = clock;
    }

    private interface Work<T> {
        @Nullable
        T in(Connection connection) throws SQLException;
    }

    @Override
    public byte @Nullable [] get(String key) {
        return connected(connection -> {
            try (PreparedStatement select = prepare(
                            connection,
                            "SELECT entry_value FROM " + TABLE + " WHERE entry_key = ? AND expires_at > ?",
                            key,
                            now());
                    ResultSet found = select.executeQuery()) {
                return found.next() ? found.getBytes(1) : null;
            }
        });
    }

    @Override
    public boolean putIfAbsent(String key, byte[] value, Duration timeToLive) {
        deleteExpiredIfDue();
        return Boolean.TRUE.equals(connected(connection -> {
            deleteIfExpired(connection, key);
            try {
                execute(
                        connection,
                        "INSERT INTO " + TABLE + " (entry_value, entry_digest, expires_at, entry_key)"
                                + " VALUES (?, ?, ?, ?)",
                        value,
                        digest(value),
                        now() + timeToLive.toMillis(),
                        key);
                return true;
            } catch (SQLException failed) {
                if (isDuplicate(failed)) {
                    return false;
                }
                throw failed;
            }
        }));
    }

    @Override
    public boolean replace(String key, byte[] expected, byte[] value, Duration timeToLive) {
        return Boolean.TRUE.equals(connected(connection -> execute(
                        connection,
                        "UPDATE " + TABLE + " SET entry_value = ?, entry_digest = ?, expires_at = ?"
                                + " WHERE entry_key = ? AND entry_digest = ? AND expires_at > ?",
                        value,
                        digest(value),
                        now() + timeToLive.toMillis(),
                        key,
                        digest(expected),
                        now())
                > 0));
    }

    @Override
    public void remove(String key) {
        connected(connection -> execute(connection, "DELETE FROM " + TABLE + " WHERE entry_key = ?", key));
    }

    /** Works once more if the database has rolled a statement back for the sake of another one. */
    private <T> @Nullable T connected(Work<T> work) {
        for (int attempt = 1; ; attempt++) {
            try (Connection connection = dataSource.call().getConnection()) {
                connection.setAutoCommit(true);
                if (!hasTable) {
                    StoreTable.createIfMissing(connection);
                    hasTable = true;
                }
                return work.in(connection);
            } catch (SQLException failed) {
                if (attempt == MAX_ATTEMPTS || !isRolledBack(failed)) {
                    throw new IllegalStateException(
                            "database error, SQLState " + failed.getSQLState() + ", code " + failed.getErrorCode(),
                            failed);
                }
            } catch (RuntimeException failed) {
                throw failed;
            } catch (Exception notFound) {
                throw new IllegalStateException("the data source can't be used: " + notFound, notFound);
            }
        }
    }

    /**
     * SQLState 40001 is a serialization failure (ISO/IEC 9075-2), which MySQL, MariaDB, Db2, SQL Server and H2 report for
     * deadlocks too; PostgreSQL reports those as 40P01, Oracle as 61000.
     */
    private static boolean isRolledBack(SQLException failed) {
        return failed.getSQLState() != null && ROLLED_BACK.contains(failed.getSQLState());
    }

    /** On a thread of its own: no call waits for it, however many rows there are. */
    private void deleteExpiredIfDue() {
        Instant now = clock.instant();
        Instant due = nextCleanup.get();
        if (!now.isBefore(due) && nextCleanup.compareAndSet(due, now.plus(BETWEEN_CLEANUPS))) {
            Thread cleanup = new Thread(this::deleteExpired, "auth-filter-store-cleanup");
            cleanup.setDaemon(true);
            cleanup.setContextClassLoader(ClassLoader.getPlatformClassLoader());
            cleanup.start();
        }
    }

    private void deleteExpired() {
        try {
            List<String> expired = someExpired();
            while (!expired.isEmpty()) {
                expired.forEach(this::removeIfExpired);
                expired = expired.size() < DELETED_AT_ONCE ? List.of() : someExpired();
            }
        } catch (RuntimeException failed) {
            LOG.log(Level.WARNING, "Expired rows of the shared store were not deleted: {0}", failed.getMessage());
        }
    }

    private List<String> someExpired() {
        return Objects.requireNonNull(connected(connection -> {
            try (PreparedStatement select =
                    prepare(connection, "SELECT entry_key FROM " + TABLE + " WHERE expires_at <= ?", now())) {
                select.setMaxRows(DELETED_AT_ONCE);
                List<String> keys = new ArrayList<>();
                try (ResultSet found = select.executeQuery()) {
                    while (found.next()) {
                        keys.add(found.getString(1));
                    }
                }
                return keys;
            }
        }));
    }

    /** One row in a statement: it holds no lock that a call waits for, and ends in time. */
    private void removeIfExpired(String key) {
        connected(connection -> deleteIfExpired(connection, key));
    }

    private int deleteIfExpired(Connection connection, String key) throws SQLException {
        return execute(connection, "DELETE FROM " + TABLE + " WHERE entry_key = ? AND expires_at <= ?", key, now());
    }

    private static int execute(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = prepare(connection, sql, values)) {
            return statement.executeUpdate();
        }
    }

    private static PreparedStatement prepare(Connection connection, String sql, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        try {
            statement.setQueryTimeout(STATEMENT_TIMEOUT_SECONDS);
            for (int i = 0; i < values.length; i++) {
                if (values[i] instanceof byte[] bytes) {
                    statement.setBytes(i + 1, bytes);
                } else if (values[i] instanceof Long number) {
                    statement.setLong(i + 1, number);
                } else {
                    statement.setString(i + 1, (String) values[i]);
                }
            }
            return statement;
        } catch (SQLException failed) {
            statement.close();
            throw failed;
        }
    }

    /** SQLState 23 is an integrity constraint violation (ISO/IEC 9075-2). */
    private static boolean isDuplicate(SQLException failed) {
        String state = failed.getSQLState();
        return state != null && state.startsWith("23");
    }

    private static String digest(byte[] value) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Digests.sha256(value));
    }

    private long now() {
        return clock.millis();
    }
}

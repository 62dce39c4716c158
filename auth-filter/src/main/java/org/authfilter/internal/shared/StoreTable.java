package org.authfilter.internal.shared;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/** The table of a {@link JdbcSharedStore}, in the SQL of each database. */
final class StoreTable {

    static final String NAME = "auth_filter_store";

    private StoreTable() {}

    /** Two nodes that start together may both find no table: the second one finds that of the first. */
    static void createIfMissing(Connection connection) throws SQLException {
        if (isThere(connection)) {
            return;
        }
        try (Statement create = connection.createStatement()) {
            create.execute(definition(connection.getMetaData().getDatabaseProductName()));
            create.execute("CREATE INDEX " + NAME + "_expiry ON " + NAME + " (expires_at)");
        } catch (SQLException failed) {
            if (!isThere(connection)) {
                throw failed;
            }
        }
    }

    private static boolean isThere(Connection connection) {
        try (Statement select = connection.createStatement()) {
            select.setQueryTimeout(JdbcSharedStore.STATEMENT_TIMEOUT_SECONDS);
            select.executeQuery("SELECT entry_key FROM " + NAME + " WHERE 1 = 0")
                    .close();
            return true;
        } catch (SQLException missing) {
            return false;
        }
    }

    /** MySQL and MariaDB compare texts without regard to case, unless their collation is a binary one. */
    private static String definition(String databaseProduct) {
        String product = databaseProduct.toLowerCase(Locale.ROOT);
        boolean isMySql = product.contains("mysql") || product.contains("maria");
        String binary = product.contains("postgres") ? "BYTEA" : isMySql ? "MEDIUMBLOB" : "BLOB";
        String collation = isMySql ? " CHARACTER SET ascii COLLATE ascii_bin" : "";
        return "CREATE TABLE " + NAME
                + " (entry_key VARCHAR(255)" + collation + " NOT NULL PRIMARY KEY,"
                + " entry_value " + binary + " NOT NULL,"
                + " entry_digest VARCHAR(43)" + collation + " NOT NULL,"
                + " expires_at NUMERIC(19) NOT NULL)";
    }
}

package sg.com.aurix.bootstrap.faults;

import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;

/** Keeps attempts from being recorded, from now until it is closed: servers wait for a lock then, which they do for seconds only. */
final class UnwritableAttempts implements AutoCloseable {
    /** A connection that waits for the lock notices that its server is dead when it has waited for as long as it may. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(15);

    private final Connection lock;
    private final Connection view;

    /** @param database what a server needs to find the same database */
    UnwritableAttempts(Map<String, String> database) throws SQLException {
        this.lock = connect(database);
        this.view = connect(database);
        lock.setAutoCommit(false);
        try (Statement statement = lock.createStatement()) {
            var _ = statement.execute("LOCK TABLE attempts IN EXCLUSIVE MODE");
        }
    }

    private static Connection connect(Map<String, String> database) throws SQLException {
        return DriverManager.getConnection(
                database.get("AURIX_DATABASE_URL"),
                database.get("AURIX_DATABASE_USER"),
                database.get("AURIX_DATABASE_PASSWORD"));
    }

    /**
     * Waits until PostgreSQL has done with every connection of the dead servers. Until then a statement that waits would write after all,
     * because PostgreSQL has it and does not ask whether anybody waits for its result.
     */
    void awaitEndOfOthers() {
        await().atMost(LONGEST_WAIT)
                .until(() -> number("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                                + " AND backend_type = 'client backend'")
                        == 2);
    }

    /** How many attempts are recorded. */
    int recorded() throws SQLException {
        try (Statement statement = lock.createStatement()) {
            return number(statement, "SELECT count(*) FROM attempts");
        }
    }

    private int number(String query) throws SQLException {
        try (Statement statement = view.createStatement()) {
            return number(statement, query);
        }
    }

    private static int number(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getInt(1);
        }
    }

    @Override
    public void close() throws SQLException {
        lock.close();
        view.close();
    }
}

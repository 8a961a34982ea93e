package sg.com.aurix.bootstrap.faults;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/**
 * Heaps of deliveries, put into the database behind the server's back: making a hundred thousand of them by clicks would be another test.
 */
final class Backlog implements AutoCloseable {
    private final Connection connection;

    /** @param database what a server needs to find the same database */
    Backlog(Map<String, String> database) throws SQLException {
        this.connection = DriverManager.getConnection(
                database.get("AURIX_DATABASE_URL"),
                database.get("AURIX_DATABASE_USER"),
                database.get("AURIX_DATABASE_PASSWORD"));
    }

    /** Events of the last hour, all of them due now: the next look finds what is new, and one far back in the queue only now and then. */
    void pile(String partnerId, int events) throws SQLException {
        pile(partnerId, events, "now() - interval '1 hour' + n * interval '10 milliseconds'", "now()");
    }

    /** Events of this moment, all of them due now: a node's claims have to find them among what comes last in the queue. */
    void pileDueNow(String partnerId, int events) throws SQLException {
        pile(partnerId, events, "now() - n * interval '1 microsecond'", "now()");
    }

    private void pile(String partnerId, int events, String occurredAt, String dueAt) throws SQLException {
        execute("""
            WITH numbered AS (
                SELECT n, %3$s AS at FROM generate_series(1, %2$d) n
            ), made AS (
                SELECT *, (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || '70008000' || lpad(to_hex(n), 12, '0'))::uuid
                    AS event_id
                FROM numbered
            ), events AS (
                INSERT INTO events (partner_id, event_id, event_type, occurred_at, body)
                SELECT '%1$s', event_id, 'widget.click', at, '{"backlog":true}' FROM made
            )
            INSERT INTO deliveries (partner_id, event_id, due_at, claimed_by, attempts, failures)
            SELECT '%1$s', event_id, %4$s, NULL, 0, 0 FROM made\
            """.formatted(partnerId, events, occurredAt, dueAt));
    }

    /** Rows that came and went, as after that many deliveries: what is left of them cannot be cleared away while a snapshot is held. */
    void comeAndGo(String partnerId, int deliveries) throws SQLException {
        execute("""
            INSERT INTO deliveries (partner_id, event_id, due_at, claimed_by, attempts, failures)
            SELECT '%s', uuidv7(), now() - interval '10 minutes' + n * interval '1 microsecond', NULL, -1, 0
            FROM generate_series(1, %d) n\
            """.formatted(partnerId, deliveries));
        execute("DELETE FROM deliveries WHERE attempts = -1");
    }

    /** Keeps everything that is deleted from now on from being cleared away, until this is closed. */
    void holdSnapshot() throws SQLException {
        execute("BEGIN ISOLATION LEVEL REPEATABLE READ");
        execute("SELECT count(*) FROM partners");
    }

    /** Clears away what can be. */
    void vacuumDeliveries() throws SQLException {
        execute("VACUUM deliveries");
    }

    long number(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            var _ = statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}

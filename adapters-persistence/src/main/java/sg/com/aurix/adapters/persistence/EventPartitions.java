package sg.com.aurix.adapters.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sg.com.aurix.application.port.StoreUnavailableException;

/**
 * Keeps the partitions of events and attempts, one a day: makes them ahead of time and drops them, instead of deleting their rows, when
 * they are old. Any number of nodes may do so at once.
 */
public final class EventPartitions {
    private static final Logger LOG = LoggerFactory.getLogger(EventPartitions.class);

    /** So much trouble may keep partitions from being made before anybody notices. */
    private static final int DAYS_AHEAD = 7;

    private static final String ADD = "SELECT add_event_partitions(?, ?)";

    /** Partitions by the day in their names; {@code leaving} where a node was stopped while it took one away. */
    private static final String ALL = """
        SELECT p.relname AS parent, c.relname AS name, i.inhdetachpending AS leaving
        FROM pg_inherits i JOIN pg_class p ON p.oid = i.inhparent JOIN pg_class c ON c.oid = i.inhrelid
        WHERE p.oid IN ('events'::regclass, 'attempts'::regclass) AND p.relkind = 'p' AND c.relkind = 'r'
        ORDER BY c.relname
        """;

    private static final String STILL_NEEDED =
            "SELECT EXISTS (SELECT FROM deliveries WHERE event_id >= first_event_id(?) AND event_id <"
                    + " first_event_id(?))";

    private final DataSource connections;

    EventPartitions(DataSource connections) {
        this.connections = connections;
    }

    /**
     * Makes the partitions of today and the days to come, and drops those whose days ended before the retention began. A day with an event
     * that is still to be delivered is kept for as long as that is so.
     *
     * @param retention one day or longer
     * @throws StoreUnavailableException if the database cannot do it now; doing it again later completes it
     */
    public void keep(Instant now, Period retention) {
        LocalDate today = dayOf(now);
        try (Connection connection = connections.getConnection()) {
            add(connection, today.minusDays(1), today.plusDays(DAYS_AHEAD));
            for (Partition partition : partitions(connection)) {
                boolean old = partition.day().plusDays(1).plus(retention).isBefore(today.plusDays(1));
                if (partition.leaving() || (old && !isStillNeeded(connection, partition.day()))) {
                    drop(connection, partition);
                }
            }
        } catch (SQLException e) {
            throw unavailable(e);
        }
    }

    /** Makes the partition for events of that time, which was not foreseen: as when a clock jumps (RS-25). */
    void addFor(Instant occurredAt) {
        LocalDate day = dayOf(occurredAt);
        try (Connection connection = connections.getConnection()) {
            add(connection, day, day);
        } catch (SQLException e) {
            throw unavailable(e);
        }
    }

    private static LocalDate dayOf(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }

    private static void add(Connection connection, LocalDate first, LocalDate last) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ADD)) {
            statement.setObject(1, first);
            statement.setObject(2, last);
            try (ResultSet added = statement.executeQuery()) {
                if (added.next() && added.getInt(1) > 0) {
                    LOG.info("made {} partitions, up to the one of {}", added.getInt(1), last);
                }
            }
        }
    }

    private static List<Partition> partitions(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(ALL)) {
            List<Partition> partitions = new ArrayList<>();
            while (rows.next()) {
                partitions.add(
                        new Partition(rows.getString("parent"), rows.getString("name"), rows.getBoolean("leaving")));
            }
            return partitions;
        }
    }

    private static boolean isStillNeeded(Connection connection, LocalDate day) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(STILL_NEEDED)) {
            statement.setObject(1, day);
            statement.setObject(2, day.plusDays(1));
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    /** Detached first, and concurrently: nobody has to wait for that, however long others take. */
    private static void drop(Connection connection, Partition partition) throws SQLException {
        String how = partition.leaving() ? "FINALIZE" : "CONCURRENTLY";
        try (Statement statement = connection.createStatement()) {
            // Waits for every transaction that may still read it, at most for the statement's limit.
            statement.execute(
                    "ALTER TABLE " + partition.parent() + " DETACH PARTITION " + partition.name() + " " + how);
            statement.execute("DROP TABLE " + partition.name());
            LOG.info("dropped {}: its retention is over", partition.name());
        }
    }

    private static StoreUnavailableException unavailable(SQLException e) {
        return new StoreUnavailableException(
                "the partitions could not be brought up to date: SQLSTATE " + e.getSQLState(), e);
    }

    /** @param leaving whether it is half detached already */
    private record Partition(String parent, String name, boolean leaving) {
        LocalDate day() {
            return LocalDate.parse(name.substring(parent.length() + 1), DateTimeFormatter.BASIC_ISO_DATE);
        }
    }
}

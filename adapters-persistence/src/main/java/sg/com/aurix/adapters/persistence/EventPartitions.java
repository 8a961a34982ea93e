package sg.com.aurix.adapters.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sg.com.aurix.application.port.StoreUnavailableException;

/**
 * Keeps the partitions of events and attempts, one a day: makes them ahead of time and drops them, instead of deleting their rows, when
 * they are old. Any number of nodes may do so at once, each on a connection of its own beside the pool; only the look whether anything
 * is to be made goes through the pool.
 *
 * <p>Tables of this schema that are named like a partition and are none are leftovers of a node that was stopped, and are dropped;
 * partitions that are named otherwise are somebody else's, and are left alone.
 */
public final class EventPartitions {
    private static final Logger LOG = LoggerFactory.getLogger(EventPartitions.class);

    /** So much trouble may keep partitions from being made before anybody notices. */
    private static final int DAYS_AHEAD = 7;

    /** Each time waits for a lock by itself. */
    private static final int TIMES_TO_ADD = 3;

    /** PostgreSQL's lock_not_available and deadlock_detected: somebody else was at the same tables. */
    private static final Set<String> IN_THE_WAY = Set.of("55P03", "40P01");

    private static final String ARE_THERE = """
        SELECT bool_and(has_event_partition(parent, ?::date + n))
        FROM generate_series(0, ?::date - ?::date) n, unnest(ARRAY['events', 'attempts']) parent
        """;

    private static final String ADD = "SELECT add_event_partitions(?, ?)";

    /** Of several nodes one drops: two of them would only wait for each other. */
    private static final String TAKE_TURN = "SELECT pg_try_advisory_lock(hashtext('drop_event_partitions'))";

    private static final String END_TURN = "SELECT pg_advisory_unlock(hashtext('drop_event_partitions'))";

    /** Partitions by the day in their names; {@code leaving} where a node was stopped while it took one away. */
    private static final String ALL = """
        SELECT p.relname AS parent, c.relname AS name, i.inhdetachpending AS leaving
        FROM pg_inherits i JOIN pg_class p ON p.oid = i.inhparent JOIN pg_class c ON c.oid = i.inhrelid
        WHERE p.oid IN ('events'::regclass, 'attempts'::regclass) AND p.relkind = 'p' AND c.relkind = 'r'
            AND c.relname ~ ('^' || p.relname || '_[0-9]{8}$')
        ORDER BY c.relname
        """;

    /** What is no partition any more and was not dropped. */
    private static final String LOOSE = """
        SELECT c.relname AS name
        FROM pg_class c JOIN pg_class p ON p.oid = 'events'::regclass AND p.relnamespace = c.relnamespace
        WHERE c.relkind = 'r' AND NOT c.relispartition AND c.relname ~ '^(events|attempts)_[0-9]{8}$'
        ORDER BY c.relname
        """;

    private static final String DROP_LOOSE = "SELECT drop_loose_event_partition(?)";

    private static final String STILL_NEEDED =
            "SELECT EXISTS (SELECT FROM deliveries WHERE event_id >= first_event_id(?) AND event_id <"
                    + " first_event_id(?))";

    /** What was put on its way again while its partition went. */
    private static final String FORGET_DELIVERIES = """
        DELETE FROM deliveries d
        WHERE event_id >= first_event_id(?) AND event_id < first_event_id(?)
            AND NOT EXISTS (SELECT FROM events e WHERE e.partner_id = d.partner_id AND e.event_id = d.event_id)
        """;

    private final PostgresPool pool;

    /** Those of the database behind a pool. */
    public EventPartitions(PostgresPool pool) {
        this.pool = pool;
    }

    /**
     * Makes the partitions of yesterday, today and the seven days to come where they are missing. It waits neither for readers nor for
     * writers, and for nobody at all where none is missing.
     *
     * @throws StoreUnavailableException if the database cannot do it now; doing it again later completes it
     */
    public void add(Instant now) {
        LocalDate today = dayOf(now);
        LocalDate first = today.minusDays(1);
        LocalDate last = today.plusDays(DAYS_AHEAD);
        if (!areThere(first, last)) {
            add(first, last);
        }
    }

    /** By one of the pool's connections: only where something is missing, or the pool has none to lend, one beside it is needed. */
    private boolean areThere(LocalDate first, LocalDate last) {
        try (Connection connection = pool.dataSource().getConnection();
                PreparedStatement statement = connection.prepareStatement(ARE_THERE)) {
            statement.setObject(1, first);
            statement.setObject(2, last);
            statement.setObject(3, first);
            return isTrue(statement);
        } catch (SQLException e) {
            return false;
        }
    }

    /** Makes the partition for events of that time, which was not foreseen: as when a clock jumps (RS-25). */
    void addFor(Instant occurredAt) {
        LocalDate day = dayOf(occurredAt);
        add(day, day);
    }

    /**
     * Drops the partitions whose days ended before the retention began, unless another node is at it. A day with an event that is still to
     * be delivered is kept for as long as that is so. What cannot be dropped now, because somebody reads it, is left to the next time, and
     * the others go.
     *
     * @param retention one day or longer
     * @throws StoreUnavailableException if there is no connection to the database
     */
    public void drop(Instant now, Period retention) {
        LocalDate today = dayOf(now);
        try (Connection connection = pool.direct()) {
            if (!isTrue(connection, TAKE_TURN)) {
                LOG.debug("another node is dropping partitions");
                return;
            }
            try {
                dropAll(connection, day -> day.plusDays(1).plus(retention).isBefore(today.plusDays(1)));
            } finally {
                isTrue(connection, END_TURN);
            }
        } catch (SQLException e) {
            throw unavailable(e);
        }
    }

    private static void dropAll(Connection connection, Predicate<LocalDate> isOld) throws SQLException {
        // First of all: of one table, only one partition may be leaving at a time.
        for (Partition partition : partitions(connection)) {
            if (partition.leaving()) {
                trying(partition.name(), () -> take(connection, partition));
            }
        }
        for (String name : looseTables(connection)) {
            trying(name, () -> dropLoose(connection, name));
        }
        Map<LocalDate, List<Partition>> days = partitions(connection).stream()
                .collect(Collectors.groupingBy(Partition::day, TreeMap::new, Collectors.toList()));
        for (Map.Entry<LocalDate, List<Partition>> day : days.entrySet()) {
            if (isOld.test(day.getKey()) && day.getValue().stream().noneMatch(Partition::leaving)) {
                trying("partitions of " + day.getKey(), () -> dropDay(connection, day.getKey(), day.getValue()));
            }
        }
    }

    /** Events go first, and attempts only when those are gone: what is there of an event is never without what came of it. */
    private static void dropDay(Connection connection, LocalDate day, List<Partition> partitions) throws SQLException {
        if (isStillNeeded(connection, day)) {
            return;
        }
        for (String parent : List.of("events", "attempts")) {
            for (Partition partition : partitions) {
                if (partition.parent().equals(parent)) {
                    take(connection, partition);
                }
            }
        }
    }

    /** Detached first, and concurrently: nobody has to wait for that, however long others take. */
    private static void take(Connection connection, Partition partition) throws SQLException {
        String how = partition.leaving() ? "FINALIZE" : "CONCURRENTLY";
        try (Statement statement = connection.createStatement()) {
            // Waits for every transaction that may still read it, for each at most as long as for a lock.
            statement.execute(
                    "ALTER TABLE " + partition.parent() + " DETACH PARTITION " + partition.name() + " " + how);
        }
        if (partition.parent().equals("events")) {
            try (PreparedStatement statement = connection.prepareStatement(FORGET_DELIVERIES)) {
                bindDays(statement, partition.day(), partition.day().plusDays(1));
                int forgotten = statement.executeUpdate();
                if (forgotten > 0) {
                    LOG.warn("{} events are not sent again: {} is gone", forgotten, partition.name());
                }
            }
        }
        dropLoose(connection, partition.name());
    }

    /** Only if it is no partition: by now another node may have made a new one of that name. */
    private static void dropLoose(Connection connection, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(DROP_LOOSE)) {
            statement.setString(1, name);
            if (isTrue(statement)) {
                LOG.info("dropped {}: its retention is over", name);
            }
        }
    }

    private static void trying(String what, Dropping dropping) {
        try {
            dropping.run();
        } catch (SQLException e) {
            LOG.warn("{} cannot be dropped now and will be later: SQLSTATE {}", what, e.getSQLState());
        }
    }

    private void add(LocalDate first, LocalDate last) {
        try (Connection connection = pool.direct()) {
            for (int time = 1; !added(connection, first, last, time == TIMES_TO_ADD); time++) {
                LOG.debug("somebody else was at the partitions, time {}", time);
            }
        } catch (SQLException e) {
            throw unavailable(e);
        }
    }

    private static boolean added(Connection connection, LocalDate first, LocalDate last, boolean isLastTime)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ADD)) {
            bindDays(statement, first, last);
            try (ResultSet added = statement.executeQuery()) {
                if (added.next() && added.getInt(1) > 0) {
                    LOG.info("made {} partitions, up to the one of {}", added.getInt(1), last);
                }
            }
            return true;
        } catch (SQLException e) {
            if (isLastTime || !IN_THE_WAY.contains(String.valueOf(e.getSQLState()))) {
                throw e;
            }
            return false;
        }
    }

    private static LocalDate dayOf(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }

    private static List<Partition> partitions(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(ALL)) {
            List<Partition> partitions = new ArrayList<>();
            while (rows.next()) {
                Partition.of(rows.getString("parent"), rows.getString("name"), rows.getBoolean("leaving"))
                        .ifPresent(partitions::add);
            }
            return partitions;
        }
    }

    private static List<String> looseTables(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(LOOSE)) {
            List<String> names = new ArrayList<>();
            while (rows.next()) {
                names.add(rows.getString("name"));
            }
            return names;
        }
    }

    private static boolean isStillNeeded(Connection connection, LocalDate day) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(STILL_NEEDED)) {
            bindDays(statement, day, day.plusDays(1));
            return isTrue(statement);
        }
    }

    private static void bindDays(PreparedStatement statement, LocalDate first, LocalDate second) throws SQLException {
        statement.setObject(1, first);
        statement.setObject(2, second);
    }

    private static boolean isTrue(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            return isTrue(statement);
        }
    }

    private static boolean isTrue(PreparedStatement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            return row.next() && row.getBoolean(1);
        }
    }

    private static StoreUnavailableException unavailable(SQLException e) {
        return new StoreUnavailableException(
                "the partitions could not be brought up to date: SQLSTATE " + e.getSQLState(), e);
    }

    /** A step that may fail without keeping the others. */
    @FunctionalInterface
    private interface Dropping {
        void run() throws SQLException;
    }

    /** @param leaving whether it is half detached already */
    private record Partition(String parent, String name, LocalDate day, boolean leaving) {
        /** None where its name is no day's: not every eight digits are one. */
        static Optional<Partition> of(String parent, String name, boolean leaving) {
            try {
                LocalDate day = LocalDate.parse(name.substring(parent.length() + 1), DateTimeFormatter.BASIC_ISO_DATE);
                return Optional.of(new Partition(parent, name, day, leaving));
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        }
    }
}

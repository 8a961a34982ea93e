package sg.com.aurix.bootstrap.bench.peer;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import sg.com.aurix.bootstrap.bench.Body;

/**
 * db-scheduler, set up for throughput as its documentation says: {@code lock-and-fetch}, many threads, and batches several times their
 * number. Data are bytes as they are, without Java's serialization.
 */
public final class DbSchedulerPeer {
    private static final int THREADS = 64;
    private static final int CONNECTIONS = 32;
    private static final Duration POLLING = Duration.ofMillis(100);
    private static final String TASK = "deliver";

    private static final String TABLE = """
        CREATE TABLE scheduled_tasks (
            task_name text NOT NULL,
            task_instance text NOT NULL,
            task_data bytea,
            execution_time timestamptz NOT NULL,
            picked boolean NOT NULL,
            picked_by text,
            last_success timestamptz,
            last_failure timestamptz,
            consecutive_failures integer,
            last_heartbeat timestamptz,
            version bigint NOT NULL,
            priority smallint,
            PRIMARY KEY (task_name, task_instance)
        );
        CREATE INDEX execution_time_idx ON scheduled_tasks (execution_time);
        CREATE INDEX last_heartbeat_idx ON scheduled_tasks (last_heartbeat)\
        """;

    private static final String SCHEDULE = """
        INSERT INTO scheduled_tasks (task_name, task_instance, task_data, execution_time, picked, version)
        SELECT ?, gen_random_uuid()::text, ?, now(), false, 1 FROM generate_series(1, ?)\
        """;

    private DbSchedulerPeer() {}

    /**
     * Runs until its input ends.
     *
     * @param args the database's address and user, and the listener's URL
     */
    public static void main(String[] args) throws IOException, SQLException {
        Posting posting = Posting.to(args[2]);
        HikariDataSource pool = Pool.open(args, CONNECTIONS);
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            var _ = statement.execute(TABLE);
        }
        OneTimeTask<byte[]> task = Tasks.oneTime(TASK, byte[].class).execute((instance, _) -> {
            int status = posting.post(new String(instance.getData(), StandardCharsets.UTF_8));
            try (Connection connection = pool.getConnection()) {
                Pool.record(connection, instance.getId(), status);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
        Scheduler scheduler = Scheduler.create(pool, task)
                .threads(THREADS)
                .pollingInterval(POLLING)
                .pollUsingLockAndFetch(1.0, 4.0)
                .serializer(new AsTheyAre())
                .build();
        scheduler.start();
        Orders orders = new Orders();
        orders.follow(events -> prepareAndRelease(pool, events, orders));
    }

    private static void prepareAndRelease(HikariDataSource pool, int events, Orders orders) {
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement statement = connection.prepareStatement(SCHEDULE)) {
                statement.setString(1, TASK);
                statement.setBytes(2, Body.JSON.getBytes(StandardCharsets.UTF_8));
                statement.setInt(3, events);
                var _ = statement.executeUpdate();
            }
            orders.awaitRelease();
            connection.commit();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Bytes are bytes. */
    private static final class AsTheyAre implements Serializer {
        @Override
        public byte[] serialize(Object data) {
            return (byte[]) data;
        }

        @Override
        public <T> T deserialize(Class<T> type, byte[] bytes) {
            return type.cast(bytes);
        }
    }
}

package sg.com.aurix.adapters.persistence;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * Connections to PostgreSQL that never keep a caller waiting for long: while the database is away, a call fails within 2 seconds
 * (RS-7), and connections are made anew by themselves when it is back.
 */
public final class PostgresPool implements AutoCloseable {
    /** How long a caller waits until it is its turn, where all connections are in use. */
    static final Duration TURN = Duration.ofMillis(700);

    /** How long it then waits for a connection, which may have to be made; the check of one that may be dead comes on top. */
    private static final Duration WAIT = Duration.ofMillis(700);

    private static final Duration CHECK = Duration.ofMillis(500);

    /**
     * What the server gives up by itself, in milliseconds, so that no frozen node holds locks for ever and no lock is waited for
     * longer than a caller waits for its answer. Changes of the schema and of partitions do not come through this pool.
     */
    private static final String SERVER_LIMITS =
            "-c statement_timeout=8000 -c lock_timeout=4000 -c idle_in_transaction_session_timeout=10000";

    /**
     * Each statement of ours is written for an index and reads it in its order. On tables that look small, PostgreSQL would read all of
     * them, gather rows in a bitmap, hash or sort them instead, and go on doing so when they have grown, until their statistics are made
     * anew.
     *
     * <p>Such a statement has one plan, whatever its parameters, and keeps it: to make it anew for each page took 0.3 ms of 1.7. A kept plan
     * is made for limits that are not known, and so for thousands of rows: what is only worth its while for those, memoizing
     * look-ups and compiling the statement at each execution, is not done.
     */
    static final List<String> PLANS = List.of(
            "enable_bitmapscan=off",
            "enable_seqscan=off",
            "enable_hashjoin=off",
            "enable_mergejoin=off",
            "enable_memoize=off",
            "jit=off",
            "plan_cache_mode=force_generic_plan");

    /** For changes of partitions: as long for a lock as above, and long enough for the many rows of a day. */
    private static final String LIMITS_BESIDE_THE_POOL = "-c lock_timeout=4000 -c statement_timeout=60000";

    private final PostgresSettings settings;
    private final HikariDataSource pool;

    private PostgresPool(PostgresSettings settings, HikariDataSource pool) {
        this.settings = settings;
        this.pool = pool;
    }

    /** Opens a pool, which holds all its connections from the start; it succeeds also while the database is away. */
    public static PostgresPool open(PostgresSettings settings) {
        return open(settings, settings.poolSize());
    }

    /**
     * Opens a pool that makes connections as they are needed, until it is to {@link #fill} itself: each of them takes some milliseconds of
     * both sides for the proof of the password (SCRAM), which a start has other uses for.
     */
    public static PostgresPool openWithOne(PostgresSettings settings) {
        return open(settings, 1);
    }

    private static PostgresPool open(PostgresSettings settings, int held) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("postgres");
        config.setJdbcUrl(settings.url());
        config.setUsername(settings.user());
        config.setPassword(settings.password());
        config.setMaximumPoolSize(settings.poolSize());
        config.setMinimumIdle(held);
        config.setConnectionTimeout(WAIT.toMillis());
        config.setValidationTimeout(CHECK.toMillis());
        // Not to fail here, but at the call that needs the database.
        config.setInitializationFailTimeout(-1);
        config.addDataSourceProperty("ApplicationName", "aurix");
        config.addDataSourceProperty("connectTimeout", "1");
        // The last resort when the network swallows packets: longer than any statement may take.
        config.addDataSourceProperty("socketTimeout", "12");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty(
                "options", SERVER_LIMITS + PLANS.stream().map(" -c "::concat).collect(Collectors.joining()));
        // PostgreSQL's details quote keys, which may be personal data (RS-19).
        config.addDataSourceProperty("logServerErrorDetail", "false");
        return new PostgresPool(settings, new HikariDataSource(config));
    }

    /**
     * A connection beside the pool, for what may take longer than the pool's connections are lent, or happens while the caller holds one of
     * them; the caller closes it.
     */
    Connection direct() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", settings.user());
        properties.setProperty("password", settings.password());
        properties.setProperty("ApplicationName", "aurix");
        properties.setProperty("connectTimeout", "1");
        // As in the pool: longer than any statement may take.
        properties.setProperty("socketTimeout", "65");
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("options", LIMITS_BESIDE_THE_POOL);
        properties.setProperty("logServerErrorDetail", "false");
        return DriverManager.getConnection(settings.url(), properties);
    }

    /** Has it make, beside the callers, all connections that it may have, and keep them. */
    public void fill() {
        pool.setMinimumIdle(pool.getMaximumPoolSize());
        // It looks at that every 30 seconds, or where a connection is closed: so those there are make room for new
        // ones.
        pool.getHikariPoolMXBean().softEvictConnections();
    }

    /** How many connections there are at most. */
    int size() {
        return pool.getMaximumPoolSize();
    }

    /** The pool as a source of connections. */
    public DataSource dataSource() {
        return pool;
    }

    /** Closes all connections; those in use are cut off. */
    @Override
    public void close() {
        pool.close();
    }
}

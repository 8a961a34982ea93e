package sg.com.aurix.adapters.persistence;

import static org.awaitility.Awaitility.await;

import io.micronaut.context.ApplicationContext;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;
import sg.com.aurix.application.contract.NoSender;
import sg.com.aurix.application.contract.Store;
import sg.com.aurix.application.inmemory.InMemory;
import sg.com.aurix.application.port.Outbox;
import sg.com.aurix.application.port.Ports;
import sg.com.aurix.application.port.WebhookSender;

/** The ports on a database of the test's own, wired as in production. */
final class TestStore implements Store, AutoCloseable {
    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final SecretKeys KEYS = SecretKeys.parse(SecretKeys.draw(new SecureRandom()));

    private final TestDatabase database;
    private final SettableClock clock = new SettableClock();
    private final PostgresPool pool;
    private final ApplicationContext context;
    private final PostgresStore store;
    private final Outbox anotherNode;
    private final Ports ports;

    private TestStore(TestDatabase database, PostgresSettings settings, SecretKeys keys) {
        this.database = database;
        this.pool = PostgresPool.open(settings);
        this.context = ApplicationContext.builder().singletons(pool, keys).start();
        this.store = context.getBean(PostgresStore.class);
        this.anotherNode = newNode();
        WebhookSender sender = new NoSender();
        this.ports = new Ports(
                store.partners(),
                store.apiKeys(),
                store.channels(),
                store.sessions(),
                store.clicks(),
                store.conversations(),
                store.leads(),
                store.webhooks(),
                newNode(),
                store.unitOfWork(),
                InMemory.ports(sender).leadExtractor(),
                InMemory.ports(sender).botDetector(),
                sender,
                clock,
                new SecureRandom());
    }

    /** A store with all tables and no rows. */
    static TestStore open() {
        return open(TestDatabase.migrated(), KEYS);
    }

    /** A store whose pool has settings of the test's own. */
    static TestStore open(TestDatabase database, PostgresSettings settings) {
        return new TestStore(database, settings, KEYS);
    }

    /** A store with keys of the test's own. */
    static TestStore open(TestDatabase database, SecretKeys keys) {
        TestStore store = new TestStore(database, database.settings(), keys);
        // On a busy machine, the first connection of a pool may take longer than a caller waits for one.
        await().atMost(Duration.ofSeconds(60))
                .pollDelay(Duration.ZERO)
                .ignoreExceptionsInstanceOf(SQLException.class)
                .until(store::hasConnection);
        return store;
    }

    @Override
    public Ports ports() {
        return ports;
    }

    @Override
    public Outbox anotherNode() {
        return anotherNode;
    }

    private Outbox newNode() {
        return store.outbox(UUID.randomUUID(), LEASE, clock);
    }

    @Override
    public Duration lease() {
        return LEASE;
    }

    @Override
    public void advance(Duration duration) {
        clock.advance(duration);
    }

    private boolean hasConnection() throws SQLException {
        try (Connection connection = pool.dataSource().getConnection()) {
            return connection.isValid(1);
        }
    }

    /** The pool's connections, past Micronaut. */
    DataSource dataSource() {
        return pool.dataSource();
    }

    /** What makes and drops partitions. */
    EventPartitions eventPartitions() {
        return store.eventPartitions();
    }

    /** The database behind the ports. */
    TestDatabase database() {
        return database;
    }

    /** Encrypts what is not encrypted with the current key, as a server does when it starts. */
    int encryptSecrets() {
        return store.encryptSecrets();
    }

    /** What runs statements of the test's own as the ports run theirs. */
    Statements statements() {
        return new Statements((Transactions) store.unitOfWork());
    }

    @Override
    public void close() {
        context.close();
        pool.close();
    }
}

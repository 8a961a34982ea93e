package sg.com.aurix.adapters.persistence;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import sg.com.aurix.adapters.persistence.embedded.EmbeddedPostgres;

/**
 * Databases on the one PostgreSQL of this JVM, which does not wait for the disk: no test here crashes it.
 *
 * @param name the database's own
 */
record TestDatabase(String name) {
    private static final String TEMPLATE = "migrated";
    private static final AtomicInteger COUNT = new AtomicInteger();

    /** An empty database. */
    static TestDatabase empty() {
        return created("test_" + COUNT.incrementAndGet());
    }

    /** A database with all tables and no rows. */
    static TestDatabase migrated() {
        TestDatabase database = new TestDatabase("test_" + COUNT.incrementAndGet());
        Server.TEMPLATE_DATABASE
                .sameServer("postgres")
                .execute("CREATE DATABASE %s TEMPLATE %s".formatted(database.name, TEMPLATE));
        return database;
    }

    private static TestDatabase created(String name) {
        Server.POSTGRES.createDatabase(name);
        return new TestDatabase(name);
    }

    private TestDatabase sameServer(String database) {
        return new TestDatabase(database);
    }

    /** The settings of a pool on this database, at PostgreSQL's own port. */
    PostgresSettings settings() {
        return settingsAt(Server.POSTGRES.port());
    }

    /** The settings of a pool on this database behind another port of this machine. */
    PostgresSettings settingsAt(int port) {
        String url = "jdbc:postgresql://127.0.0.1:" + port + "/" + name;
        return new PostgresSettings(url, Server.POSTGRES.user(), Server.POSTGRES.password());
    }

    /** The port of PostgreSQL itself. */
    static int port() {
        return Server.POSTGRES.port();
    }

    /** A connection past the pool, for a look behind the ports. */
    Connection connect() {
        try {
            PostgresSettings settings = settings();
            return DriverManager.getConnection(settings.url(), settings.user(), settings.password());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs a statement past the ports and commits. */
    void execute(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first column of a query past the ports, as text. */
    List<String> texts(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet results = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (results.next()) {
                texts.add(String.valueOf(results.getString(1)));
            }
            return texts;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The one number that a query past the ports returns. */
    long number(String sql) {
        return Long.parseLong(texts(sql).get(0));
    }

    /** Started by the first test that needs it, and put away with the JVM. */
    private static final class Server {
        static final EmbeddedPostgres POSTGRES = EmbeddedPostgres.startTemporary(
                Path.of("target", "postgres"),
                Map.of(
                        "fsync",
                        "off",
                        "synchronous_commit",
                        "off",
                        "full_page_writes",
                        "off",
                        "max_connections",
                        "200",
                        "autovacuum",
                        "off"));
        static final TestDatabase TEMPLATE_DATABASE = created(TEMPLATE);

        static {
            PostgresSchema.migrate(TEMPLATE_DATABASE.settings());
        }
    }
}

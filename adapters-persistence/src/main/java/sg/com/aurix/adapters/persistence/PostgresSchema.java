package sg.com.aurix.adapters.persistence;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** Brings the tables of a database up to what this version needs. */
public final class PostgresSchema {
    /**
     * What Flyway's history says of a database that this version has nothing to do on. To ask for it takes a few milliseconds; to have
     * Flyway find it out takes half a second of every start.
     */
    static final List<Applied> ALL_APPLIED = List.of(
            new Applied("1", "journey from click to lead", -1983302238),
            new Applied("2", "deliveries and partitions", 1425187172),
            new Applied("3", "webhook settings and secrets", 609466241),
            new Applied("4", "page context and bots", -1306368761),
            new Applied("5", "rows that are written together", 1085589397));

    /** Flyway's history in the schema in which Flyway looks for it, which is the first of the search path, and in no other. */
    private static final String HISTORY = """
        SELECT CASE WHEN success AND type = 'SQL' THEN version END AS version, description, checksum
        FROM flyway_schema_history
        WHERE 'flyway_schema_history'::regclass IN (
            SELECT c.oid FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = current_schema())
        ORDER BY installed_rank
        """;

    private PostgresSchema() {}

    /**
     * Applies the migrations that are missing, on a connection of its own without time limits; of several nodes that start at once,
     * one applies a migration while the others wait.
     *
     * @return how many were applied
     * @throws org.flywaydb.core.api.FlywayException if the database cannot be reached, or was changed by somebody else
     */
    public static int migrate(PostgresSettings settings) {
        if (isCurrent(settings)) {
            return 0;
        }
        return flyway(settings).load().migrate().migrationsExecuted;
    }

    static FluentConfiguration flyway(PostgresSettings settings) {
        return Flyway.configure()
                .dataSource(settings.url(), settings.user(), settings.password())
                .locations("classpath:db/migration");
    }

    /** Whether nothing but these migrations were applied, and all of them. What hinders the look, Flyway finds too and says. */
    static boolean isCurrent(PostgresSettings settings) {
        Properties properties = new Properties();
        properties.setProperty("user", settings.user());
        properties.setProperty("password", settings.password());
        properties.setProperty("connectTimeout", "1");
        properties.setProperty("socketTimeout", "2");
        try (Connection connection = DriverManager.getConnection(settings.url(), properties);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(HISTORY)) {
            List<Applied> history = new ArrayList<>();
            while (rows.next()) {
                history.add(new Applied(
                        String.valueOf(rows.getString("version")),
                        rows.getString("description"),
                        rows.getInt("checksum")));
            }
            return history.equals(ALL_APPLIED);
        } catch (SQLException e) {
            return false;
        }
    }

    /** A migration as Flyway's history has it. */
    record Applied(String version, String description, int checksum) {}
}

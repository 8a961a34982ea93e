package sg.com.aurix.adapters.persistence;

import org.flywaydb.core.Flyway;

/** Brings the tables of a database up to what this version needs. */
public final class PostgresSchema {
    private PostgresSchema() {}

    /**
     * Applies the migrations that are missing, on a connection of its own without time limits; of several nodes that start at once,
     * one does it and the others wait.
     *
     * @return how many were applied
     * @throws org.flywaydb.core.api.FlywayException if the database cannot be reached, or was changed by somebody else
     */
    public static int migrate(PostgresSettings settings) {
        return Flyway.configure()
                .dataSource(settings.url(), settings.user(), settings.password())
                .locations("classpath:db/migration")
                .load()
                .migrate()
                .migrationsExecuted;
    }
}

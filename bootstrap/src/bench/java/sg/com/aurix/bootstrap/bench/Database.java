package sg.com.aurix.bootstrap.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import sg.com.aurix.adapters.persistence.PostgresSchema;
import sg.com.aurix.adapters.persistence.PostgresSettings;

/** One of the databases of the one PostgreSQL that everything is measured on. */
record Database(String name, int port, String user, String password) {
    String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + name;
    }

    /** What our server needs to find it. */
    Map<String, String> forServer() {
        return Map.of(
                "AURIX_DATABASE_URL", jdbcUrl(),
                "AURIX_DATABASE_USER", user,
                "AURIX_DATABASE_PASSWORD", password);
    }

    /** What PostgreSQL's own programs, and node-postgres, need to find it. */
    Map<String, String> forPrograms() {
        return Map.of(
                "PGHOST", "127.0.0.1",
                "PGPORT", Integer.toString(port),
                "PGDATABASE", name,
                "PGUSER", user,
                "PGPASSWORD", password);
    }

    Connection connect() {
        try {
            return DriverManager.getConnection(jdbcUrl(), user, password);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Our tables, and the partitions of today and the days around it, as a server makes them. */
    void migrate() {
        PostgresSchema.migrate(new PostgresSettings(jdbcUrl(), user, password));
        execute("SELECT add_event_partitions((now() AT TIME ZONE 'UTC')::date - 1, (now() AT TIME ZONE 'UTC')::date +"
                + " 2)");
    }

    void execute(String... statements) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                var _ = statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    long number(String query) {
        return only(query, row -> row.getLong(1));
    }

    String text(String query) {
        return only(query, row -> row.getString(1));
    }

    private <T> T only(String query, Reader<T> reader) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return reader.read(row);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Has everything written that waits to be, so that it does not fall into the next round. */
    void settle() {
        execute("CHECKPOINT");
    }

    /** Reads the one value of a row. */
    @FunctionalInterface
    private interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }
}

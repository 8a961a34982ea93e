package sg.com.aurix.bootstrap.bench.peer;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A pool of connections for a peer, and what every peer does with one: record an outcome. */
final class Pool {
    private static final String RECORD = "INSERT INTO outcomes (event_id, status, at) VALUES (?, ?, now())";

    private Pool() {}

    /** @param args the database's address and user; the password comes from the environment */
    static HikariDataSource open(String[] args, int size) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(args[0]);
        config.setUsername(args[1]);
        @Nullable String password = System.getenv("PGPASSWORD");
        config.setPassword(password);
        config.setMaximumPoolSize(size);
        return new HikariDataSource(config);
    }

    static void record(Connection connection, String eventId, int status) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(RECORD)) {
            statement.setString(1, eventId);
            statement.setInt(2, status);
            var _ = statement.executeUpdate();
        }
    }
}

package sg.com.aurix.bootstrap.bench.hello;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import jakarta.annotation.PreDestroy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/** Says hello when the database does. */
@Controller("/hello")
@Requires(env = HelloApplication.ENVIRONMENT)
@ExecuteOn(TaskExecutors.BLOCKING)
final class HelloController {
    /** As many as our server holds. */
    private static final int CONNECTIONS = 16;

    private final HikariDataSource pool = pool(System.getenv());

    /** No bean: Micronaut Data, where it is at hand, puts something of its own around every pool that is one. */
    private static HikariDataSource pool(Map<String, String> variables) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(variables.get("AURIX_DATABASE_URL"));
        config.setUsername(variables.get("AURIX_DATABASE_USER"));
        config.setPassword(variables.get("AURIX_DATABASE_PASSWORD"));
        config.setMaximumPoolSize(CONNECTIONS);
        return new HikariDataSource(config);
    }

    @Get(produces = MediaType.TEXT_PLAIN)
    String hello() throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT 'hello'")) {
            row.next();
            return row.getString(1);
        }
    }

    @PreDestroy
    void close() {
        pool.close();
    }
}

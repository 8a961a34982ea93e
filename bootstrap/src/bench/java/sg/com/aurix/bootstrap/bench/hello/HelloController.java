package sg.com.aurix.bootstrap.bench.hello;

import com.zaxxer.hikari.HikariDataSource;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Says hello when the database does. */
@Controller("/hello")
@Requires(env = HelloApplication.ENVIRONMENT)
@ExecuteOn(TaskExecutors.BLOCKING)
final class HelloController {
    private final HikariDataSource pool;

    HelloController(HikariDataSource pool) {
        this.pool = pool;
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
}

package sg.com.aurix.adapters.persistence.embedded;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.TreeSet;

/** A table of numbers in a database of its own, to see what survives. */
final class Rows {
    private static final String DATABASE = "rows";

    private final EmbeddedPostgres postgres;

    private Rows(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    static Rows in(EmbeddedPostgres postgres) throws SQLException {
        postgres.createDatabase(DATABASE);
        Rows rows = new Rows(postgres);
        try (Connection connection = rows.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS row (number bigint PRIMARY KEY)");
        }
        return rows;
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(postgres.jdbcUrl(DATABASE), postgres.user(), postgres.password());
    }

    void insert(long from, long to) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO row SELECT generate_series(" + from + ", " + to + ")");
        }
    }

    Set<Long> numbers() throws SQLException {
        Set<Long> numbers = new TreeSet<>();
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT number FROM row")) {
            while (rows.next()) {
                numbers.add(rows.getLong(1));
            }
        }
        return numbers;
    }

    String ask(String query) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(query)) {
            answer.next();
            return answer.getString(1);
        }
    }
}

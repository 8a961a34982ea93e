package sg.com.aurix.adapters.persistence.embedded;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;

/** A server to be killed: inserts rows without end, each in its own transaction, and prints each that was committed. */
final class InsertingServer {
    private static final int WRITERS = 4;

    private InsertingServer() {}

    /** Takes the data folder and the first number to insert. */
    public static void main(String[] arguments) throws SQLException {
        EmbeddedPostgres postgres = EmbeddedPostgres.start(Path.of(arguments[0]));
        Rows rows = Rows.in(postgres);
        AtomicLong next = new AtomicLong(Long.parseLong(arguments[1]));
        for (int writer = 0; writer < WRITERS; writer++) {
            Thread.ofPlatform().start(() -> insert(rows, next));
        }
    }

    private static void insert(Rows rows, AtomicLong next) {
        try (Connection connection = rows.connect();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO row VALUES (?)")) {
            while (true) {
                long number = next.getAndIncrement();
                insert.setLong(1, number);
                insert.executeUpdate();
                System.out.println("committed " + number + ".");
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}

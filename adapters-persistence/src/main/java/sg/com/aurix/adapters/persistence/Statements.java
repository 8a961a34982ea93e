package sg.com.aurix.adapters.persistence;

import io.micronaut.data.exceptions.DataAccessException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Runs SQL of our own, on the connection that Micronaut Data's repositories use as well. */
final class Statements {
    private final Transactions transactions;

    Statements(Transactions transactions) {
        this.transactions = transactions;
    }

    /** All rows of a query, or what a changing statement returns. */
    <T> List<T> list(String sql, Binder binder, RowReader<T> reader) {
        return transactions.onConnection(connection -> {
            try (PreparedStatement statement = prepare(connection, sql, binder);
                    ResultSet results = statement.executeQuery()) {
                List<T> rows = new ArrayList<>();
                Row row = new Row(results);
                while (results.next()) {
                    rows.add(reader.read(row));
                }
                return rows;
            } catch (SQLException e) {
                throw failed(e);
            }
        });
    }

    /** The row of a query that has one or none. */
    <T> Optional<T> find(String sql, Binder binder, RowReader<T> reader) {
        return list(sql, binder, reader).stream().findFirst();
    }

    /** How many rows a statement changed. */
    int update(String sql, Binder binder) {
        return transactions.onConnection(connection -> {
            try (PreparedStatement statement = prepare(connection, sql, binder)) {
                return statement.executeUpdate();
            } catch (SQLException e) {
                throw failed(e);
            }
        });
    }

    /** Runs a changing statement for each row, all of them in one round trip; all have their effect, or none. */
    <T> void updateEach(String sql, List<T> rows, RowBinder<T> binder) {
        if (rows.isEmpty()) {
            return;
        }
        transactions.run(() -> transactions.onConnection(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (T row : rows) {
                    binder.bind(new Parameters(statement), row);
                    statement.addBatch();
                }
                return statement.executeBatch();
            } catch (SQLException e) {
                throw failed(e);
            }
        }));
    }

    private static PreparedStatement prepare(Connection connection, String sql, Binder binder) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        try {
            binder.bind(new Parameters(statement));
            return statement;
        } catch (SQLException | RuntimeException e) {
            statement.close();
            throw e;
        }
    }

    private static DataAccessException failed(SQLException e) {
        return new DataAccessException("a statement failed", e);
    }

    /** Makes several statements one unit of work, which runs again where PostgreSQL gives it up. */
    <T> T together(Supplier<T> work) {
        return transactions.run(work);
    }

    /** Gives a statement its parameters, in their order. */
    @FunctionalInterface
    interface Binder {
        void bind(Parameters parameters) throws SQLException;
    }

    /** Gives a statement the parameters of one of its rows. */
    @FunctionalInterface
    interface RowBinder<T> {
        void bind(Parameters parameters, T row) throws SQLException;
    }

    /** Makes a value of a row. */
    @FunctionalInterface
    interface RowReader<T> {
        T read(Row row) throws SQLException;
    }
}

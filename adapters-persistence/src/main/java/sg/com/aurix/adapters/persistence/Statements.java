package sg.com.aurix.adapters.persistence;

import io.micronaut.data.exceptions.DataAccessException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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

    /** Gives a statement its parameters, in their order. */
    @FunctionalInterface
    interface Binder {
        void bind(Parameters parameters) throws SQLException;
    }

    /** Makes a value of a row. */
    @FunctionalInterface
    interface RowReader<T> {
        T read(Row row) throws SQLException;
    }
}

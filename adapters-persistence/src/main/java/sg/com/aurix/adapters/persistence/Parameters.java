package sg.com.aurix.adapters.persistence;

import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a statement, each given in turn.
 *
 * <p>A whole column of a bulk statement is one array, so that any number of rows is one round trip and one plan.
 */
final class Parameters {
    private final PreparedStatement statement;
    private int given;

    Parameters(PreparedStatement statement) {
        this.statement = statement;
    }

    Parameters uuid(UUID value) throws SQLException {
        statement.setObject(++given, value);
        return this;
    }

    Parameters text(@Nullable String value) throws SQLException {
        statement.setString(++given, value);
        return this;
    }

    Parameters text(Optional<String> value) throws SQLException {
        return text(value.orElse(null));
    }

    Parameters number(long value) throws SQLException {
        statement.setLong(++given, value);
        return this;
    }

    Parameters bytes(byte[] value) throws SQLException {
        statement.setBytes(++given, value);
        return this;
    }

    Parameters flag(boolean value) throws SQLException {
        statement.setBoolean(++given, value);
        return this;
    }

    Parameters instant(Instant value) throws SQLException {
        statement.setObject(++given, Times.toColumn(value), Types.TIMESTAMP_WITH_TIMEZONE);
        return this;
    }

    Parameters instant(Optional<Instant> value) throws SQLException {
        if (value.isPresent()) {
            return instant(value.get());
        }
        statement.setNull(++given, Types.TIMESTAMP_WITH_TIMEZONE);
        return this;
    }

    <T> Parameters uuids(List<T> rows, Function<T, UUID> column) throws SQLException {
        return array(BinaryArray.ofUuids(
                statement.getConnection(), rows.stream().map(column).toList()));
    }

    <T> Parameters texts(List<T> rows, Function<T, @Nullable String> column) throws SQLException {
        @Nullable String[] values = new @Nullable String[rows.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = column.apply(rows.get(i));
        }
        return array("text", values);
    }

    <T> Parameters instants(List<T> rows, Function<T, Instant> column) throws SQLException {
        return array(BinaryArray.ofInstants(
                statement.getConnection(), rows.stream().map(column).toList()));
    }

    <T> Parameters optionalInstants(List<T> rows, Function<T, Optional<Instant>> column) throws SQLException {
        List<@Nullable Instant> values = new ArrayList<>(rows.size());
        for (T row : rows) {
            values.add(column.apply(row).orElse(null));
        }
        return array(BinaryArray.ofInstants(statement.getConnection(), values));
    }

    // The driver writes an array as PostgreSQL keeps it, and not as text, only if it sees what it is an array of.

    <T> Parameters numbers(List<T> rows, Function<T, Long> column) throws SQLException {
        return array("bigint", rows.stream().map(column).toArray(Long[]::new));
    }

    <T> Parameters integers(List<T> rows, Function<T, @Nullable Integer> column) throws SQLException {
        return array("integer", rows.stream().map(column).toArray(Integer[]::new));
    }

    <T> Parameters flags(List<T> rows, Function<T, Boolean> column) throws SQLException {
        return array("boolean", rows.stream().map(column).toArray(Boolean[]::new));
    }

    <T> Parameters bytes(List<T> rows, Function<T, byte[]> column) throws SQLException {
        return array("bytea", rows.stream().map(column).toArray(byte[][]::new));
    }

    private Parameters array(String type, @Nullable Object[] values) throws SQLException {
        return array(statement.getConnection().createArrayOf(type, values));
    }

    private Parameters array(Array array) throws SQLException {
        statement.setArray(++given, array);
        return this;
    }
}

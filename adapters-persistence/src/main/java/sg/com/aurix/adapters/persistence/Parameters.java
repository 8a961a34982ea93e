package sg.com.aurix.adapters.persistence;

import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a statement, each given in turn.
 *
 * <p>What a bulk statement is given is one array, of values or of rows, so that any number of them is one round trip and one plan.
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

    /** Whole rows, as one array of a composite type. */
    <T> Parameters rows(String type, List<T> rows, BinaryRows.RowWriter<T> writer) throws SQLException {
        return array(BinaryRows.of(statement.getConnection(), type, rows, writer));
    }

    private Parameters array(String type, @Nullable Object[] values) throws SQLException {
        return array(statement.getConnection().createArrayOf(type, values));
    }

    private Parameters array(Array array) throws SQLException {
        statement.setArray(++given, array);
        return this;
    }
}

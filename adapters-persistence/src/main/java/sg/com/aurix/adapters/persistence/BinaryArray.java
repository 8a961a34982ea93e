package sg.com.aurix.adapters.persistence;

import java.nio.ByteBuffer;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.Oid;
import org.postgresql.jdbc.PgArray;

/**
 * Arrays as PostgreSQL sends and receives them, of types that the driver would write as text: that is several times the bytes, and
 * both sides spend more on reading and writing them than on anything else of a bulk statement.
 *
 * <p>The form is that of {@code array_recv}: the number of dimensions, whether there are nulls, the type, then the length and the first
 * index of the one dimension; then each element as its length and its bytes.
 */
final class BinaryArray {
    /** The bytes of a {@link #header}. */
    static final int HEADER_BYTES = 5 * Integer.BYTES;

    private static final int UUID_BYTES = 16;
    private static final int TIMESTAMP_BYTES = 8;
    private static final int DIMENSIONS = 1;
    private static final int FIRST_INDEX = 1;
    private static final int NO_NULLS = 0;

    private BinaryArray() {}

    /** An array of {@code uuid}. */
    static Array ofUuids(Connection connection, List<UUID> values) throws SQLException {
        ByteBuffer bytes = begin(values.size(), UUID_BYTES, Oid.UUID);
        for (UUID value : values) {
            bytes.putInt(UUID_BYTES).putLong(value.getMostSignificantBits()).putLong(value.getLeastSignificantBits());
        }
        return array(connection, Oid.UUID_ARRAY, bytes);
    }

    /** An array of {@code timestamptz}. */
    static Array ofInstants(Connection connection, List<Instant> values) throws SQLException {
        ByteBuffer bytes = begin(values.size(), TIMESTAMP_BYTES, Oid.TIMESTAMPTZ);
        for (Instant value : values) {
            bytes.putInt(TIMESTAMP_BYTES).putLong(Times.toBinary(value));
        }
        return array(connection, Oid.TIMESTAMPTZ_ARRAY, bytes);
    }

    private static ByteBuffer begin(int size, int bytesEach, int type) {
        return header(ByteBuffer.allocate(HEADER_BYTES + size * (Integer.BYTES + bytesEach)), type, size);
    }

    private static Array array(Connection connection, int type, ByteBuffer bytes) throws SQLException {
        return new PgArray(connection.unwrap(BaseConnection.class), type, written(bytes));
    }

    /** The beginning of any array of one dimension without nulls, for which there must be room. */
    static ByteBuffer header(ByteBuffer bytes, int type, int size) {
        return bytes.putInt(DIMENSIONS)
                .putInt(NO_NULLS)
                .putInt(type)
                .putInt(size)
                .putInt(FIRST_INDEX);
    }

    /** What was put into the buffer. */
    static byte[] written(ByteBuffer bytes) {
        byte[] written = new byte[bytes.flip().remaining()];
        bytes.get(written);
        return written;
    }
}

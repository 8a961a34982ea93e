package sg.com.aurix.adapters.http.partnerapi.page;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import sg.com.aurix.application.port.Position;

/**
 * Where a page ended, as an opaque text (API-5). It says nothing that the page did not show, and rows are always looked up within
 * the caller's own; the checksum only tells cursors from texts that are none.
 */
public final class Cursor {
    /** The list a cursor belongs to, and what its rows' ids look like. */
    public enum Kind {
        LEADS('L', "[1-9][0-9]{0,18}"),
        ATTRIBUTION('A', "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"),
        DELIVERIES('D', "evt_[0-9a-f]{32}");

        private final byte mark;
        private final Pattern id;

        Kind(char mark, String id) {
            this.mark = (byte) mark;
            this.id = Pattern.compile(id);
        }
    }

    /** The kind's mark, the microseconds and the checksum. */
    private static final int FIXED_BYTES = 1 + Long.BYTES + Integer.BYTES;

    private static final int LONGEST = 128;
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");

    private Cursor() {}

    static String of(Kind kind, Position position) {
        byte[] id = position.id().getBytes(StandardCharsets.US_ASCII);
        ByteBuffer bytes = ByteBuffer.allocate(FIXED_BYTES + id.length);
        bytes.put(kind.mark).putLong(ChronoUnit.MICROS.between(Instant.EPOCH, position.createdAt()));
        bytes.put(id).putInt(checksum(bytes.array(), bytes.position()));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /** The position that a cursor of that kind stands for; none if it is not ours or of another list. */
    static Optional<Position> parse(Kind kind, String written) {
        if (written.length() > LONGEST) {
            return Optional.empty();
        }
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(written);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        int idLength = bytes.length - FIXED_BYTES;
        if (idLength < 1 || bytes[0] != kind.mark) {
            return Optional.empty();
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        long micros = buffer.getLong(1);
        String id = new String(bytes, 1 + Long.BYTES, idLength, StandardCharsets.US_ASCII);
        boolean ours = buffer.getInt(bytes.length - Integer.BYTES) == checksum(bytes, bytes.length - Integer.BYTES);
        boolean storable = micros >= 0 && micros <= ChronoUnit.MICROS.between(Instant.EPOCH, LATEST);
        return ours && storable && isId(kind, id)
                ? Optional.of(new Position(Instant.EPOCH.plus(micros, ChronoUnit.MICROS), id))
                : Optional.empty();
    }

    private static boolean isId(Kind kind, String id) {
        if (!kind.id.matcher(id).matches()) {
            return false;
        }
        // 19 digits may be more than a long holds.
        return kind != Kind.LEADS || id.length() < 19 || id.compareTo(String.valueOf(Long.MAX_VALUE)) <= 0;
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}

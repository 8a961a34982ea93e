package sg.com.aurix.application.usecase;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Timestamps as partners read them: ISO 8601 in UTC with six decimals, {@code 2026-01-02T11:17:02.644566Z} (API-2). */
public final class PublishedTime {
    private static final DateTimeFormatter MICROSECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    /** As every moment is that partners read. */
    private static final String FORM = "0000-00-00T00:00:00.000000Z";

    private static final int LAST_YEAR = 9999;

    private PublishedTime() {}

    /** The published form of an instant; what is finer than a microsecond is cut off. */
    public static String of(Instant instant) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(instant.getEpochSecond(), instant.getNano(), ZoneOffset.UTC);
        if (time.getYear() < 0 || time.getYear() > LAST_YEAR) {
            return MICROSECONDS.format(instant);
        }
        // Each row of a page has some, and the formatter takes several times as long.
        byte[] text = FORM.getBytes(StandardCharsets.ISO_8859_1);
        write(text, 4, time.getYear());
        write(text, 7, time.getMonthValue());
        write(text, 10, time.getDayOfMonth());
        write(text, 13, time.getHour());
        write(text, 16, time.getMinute());
        write(text, 19, time.getSecond());
        write(text, 26, time.getNano() / 1_000);
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    /** Writes a number so that it ends before that place, over zeros. */
    private static void write(byte[] text, int end, int number) {
        int rest = number;
        for (int place = end - 1; rest > 0; place--) {
            text[place] += (byte) (rest % 10);
            rest /= 10;
        }
    }
}

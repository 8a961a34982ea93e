package sg.com.aurix.application.usecase;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Timestamps as partners read them: ISO 8601 in UTC with six decimals, {@code 2026-01-02T11:17:02.644566Z} (API-2). */
public final class PublishedTime {
    private static final DateTimeFormatter MICROSECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private PublishedTime() {}

    /** The published form of an instant; what is finer than a microsecond is cut off. */
    public static String of(Instant instant) {
        return MICROSECONDS.format(instant);
    }
}

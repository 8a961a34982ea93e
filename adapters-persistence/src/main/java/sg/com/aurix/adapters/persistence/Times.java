package sg.com.aurix.adapters.persistence;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** Instants as PostgreSQL keeps them: whole microseconds, of the years that people ask for. */
final class Times {
    /** Before and after these, {@code timestamptz} has its infinities; nothing that is stored lies there. */
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

    /** PostgreSQL counts from 2000 on. */
    private static final long EPOCH_SECOND =
            Instant.parse("2000-01-01T00:00:00Z").getEpochSecond();

    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final int NANOS_PER_MICRO = 1_000;

    private Times() {}

    /** The value for a column or a condition; the driver writes the greatest and the least of its type as infinities. */
    static OffsetDateTime toColumn(Instant instant) {
        if (instant.isBefore(FIRST)) {
            return OffsetDateTime.MIN;
        }
        return instant.isAfter(LAST) ? OffsetDateTime.MAX : instant.atOffset(ZoneOffset.UTC);
    }

    /** The value as PostgreSQL sends and receives it: microseconds since 2000, rounded as the driver rounds, or an infinity. */
    static long toBinary(Instant instant) {
        if (instant.isBefore(FIRST)) {
            return Long.MIN_VALUE;
        }
        if (instant.isAfter(LAST)) {
            return Long.MAX_VALUE;
        }
        long seconds = instant.getEpochSecond() - EPOCH_SECOND;
        return seconds * MICROS_PER_SECOND + (instant.getNano() + NANOS_PER_MICRO / 2) / NANOS_PER_MICRO;
    }

    /** The first microsecond at or after an instant: a bound between two microseconds divides stored instants just there. */
    static Instant ceiling(Instant instant) {
        if (instant.isAfter(LAST)) {
            return Instant.MAX;
        }
        Instant floor = instant.truncatedTo(ChronoUnit.MICROS);
        return floor.equals(instant) ? floor : floor.plus(1, ChronoUnit.MICROS);
    }
}

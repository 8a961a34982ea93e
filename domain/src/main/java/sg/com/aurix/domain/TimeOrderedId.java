package sg.com.aurix.domain;

import java.time.Instant;
import java.time.temporal.ChronoField;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Makes UUIDs of version 7 (RFC 9562, section 5.7): unique, and in the order of their microsecond.
 *
 * <p>The 12 bits behind the millisecond hold its fraction (section 6.2, method 3), so that a list ordered by id is ordered by time and
 * a span of time is a span of ids.
 */
public final class TimeOrderedId {
    private static final long VERSION_7 = 0x7000L;
    private static final long VARIANT_RFC = 0x8000_0000_0000_0000L;
    private static final long MICROS_PER_MILLI = 1000;
    private static final long FRACTIONS_PER_MILLI = 4096;

    private TimeOrderedId() {}

    /**
     * Makes an id for something that happens at {@code now}; ids of one microsecond are in no particular order.
     *
     * @param now an instant from 1970 to 10889
     * @param random where the 62 random bits come from
     */
    public static UUID of(Instant now, RandomGenerator random) {
        return new UUID(high(now), VARIANT_RFC | (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL));
    }

    /**
     * The least id there can be of something that happens at {@code instant} or later; every id of an earlier microsecond is less.
     *
     * @param instant an instant from 1970 to 10889, in whole microseconds
     */
    public static UUID floor(Instant instant) {
        return new UUID(high(instant), 0);
    }

    private static long high(Instant now) {
        long microOfMilli = now.get(ChronoField.MICRO_OF_SECOND) % MICROS_PER_MILLI;
        long fraction = microOfMilli * FRACTIONS_PER_MILLI / MICROS_PER_MILLI;
        return (now.toEpochMilli() << 16) | VERSION_7 | fraction;
    }
}

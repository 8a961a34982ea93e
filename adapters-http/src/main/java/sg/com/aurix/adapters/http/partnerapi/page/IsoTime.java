package sg.com.aurix.adapters.http.partnerapi.page;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sg.com.aurix.domain.InvalidValueException;

/** Reads the dates of queries and bodies (API-4): an instant with offset, or a plain date, which means that day's start in UTC. */
public final class IsoTime {
    private static final DateTimeFormatter INSTANT = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .optionalStart()
            .appendOffset("+HH:MM", "Z")
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HHMM", "Z")
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HH", "Z")
            .optionalEnd()
            .toFormatter()
            .withResolverStyle(ResolverStyle.STRICT);

    /** Years of four digits, without a sign: what every reader of our answers can write down again. */
    private static final Pattern FOUR_DIGIT_YEAR = Pattern.compile("[0-9]{4}-.*", Pattern.DOTALL);

    /** A plus that a form decoder took for a space. */
    private static final Pattern LOST_PLUS =
            Pattern.compile("([^ ]+T[^ ]+) ([0-9]{2}(?::?[0-9]{2})?)", Pattern.CASE_INSENSITIVE);

    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");

    private IsoTime() {}

    /**
     * The instant in whole microseconds, those of the store; a finer one is rounded up, which selects the same rows.
     *
     * @throws InvalidValueException if it is neither form, or outside the years 1 to 9999
     */
    public static Instant parse(String written) {
        String text = written.indexOf(' ') < 0 ? written : withLostPlus(written);
        if (text.length() > 64 || !FOUR_DIGIT_YEAR.matcher(text).matches()) {
            throw invalid();
        }
        try {
            Instant instant = text.length() == "2026-01-02".length()
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(text, INSTANT).toInstant();
            if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
                throw invalid();
            }
            return upToMicrosecond(instant);
        } catch (DateTimeException e) {
            throw invalid();
        }
    }

    private static String withLostPlus(String written) {
        Matcher lostPlus = LOST_PLUS.matcher(written);
        return lostPlus.matches() ? lostPlus.group(1) + "+" + lostPlus.group(2) : written;
    }

    private static InvalidValueException invalid() {
        return new InvalidValueException("must be ISO 8601, in the years 1 to 9999: an instant with its offset such as"
                + " 2026-01-02T11:17:02Z, or a date such as 2026-01-02");
    }

    private static Instant upToMicrosecond(Instant instant) {
        Instant cut = instant.truncatedTo(ChronoUnit.MICROS);
        return cut.equals(instant) ? cut : cut.plus(1, ChronoUnit.MICROS);
    }
}

package sg.com.aurix.domain.webhook;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import sg.com.aurix.domain.TimeOrderedId;

/** Names an event, the same on every attempt to deliver it; ids sort by the microsecond of the event (WH-5). */
public record EventId(UUID value) {
    private static final String PREFIX = "evt_";
    private static final Pattern PUBLISHED = Pattern.compile(PREFIX + "([0-9a-f]{16})([0-9a-f]{16})");

    /** A new id for something that happened at {@code now}. */
    public static EventId mint(Instant now, RandomGenerator random) {
        return new EventId(TimeOrderedId.of(now, random));
    }

    /** The least id of anything that happens at {@code instant}, in whole microseconds, or later. */
    public static EventId floor(Instant instant) {
        return new EventId(TimeOrderedId.floor(instant));
    }

    /** Reads an id as partners know it; empty if it is none of ours. */
    public static Optional<EventId> parse(String published) {
        var matcher = PUBLISHED.matcher(published);
        return matcher.matches()
                ? Optional.of(new EventId(new UUID(
                        Long.parseUnsignedLong(matcher.group(1), 16), Long.parseUnsignedLong(matcher.group(2), 16))))
                : Optional.empty();
    }

    /** The id as partners know it: {@code evt_} and 32 hexadecimal digits. */
    public String published() {
        return PREFIX + value.toString().replace("-", "");
    }

    @Override
    public String toString() {
        return published();
    }
}

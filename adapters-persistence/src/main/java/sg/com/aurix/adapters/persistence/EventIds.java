package sg.com.aurix.adapters.persistence;

import java.time.Instant;
import java.util.UUID;
import sg.com.aurix.domain.webhook.EventId;

/** Bounds in time as bounds of event ids, which begin with their time. */
final class EventIds {
    static final UUID LEAST = new UUID(0, 0);
    static final UUID GREATEST = new UUID(-1, -1);

    /** From here to there, version 7 of UUIDs can tell the time. */
    private static final Instant FIRST = Instant.EPOCH;

    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

    private EventIds() {}

    /** The least id of what happened then or later. */
    static UUID atOrAfter(Instant instant) {
        Instant from = Times.ceiling(instant);
        if (from.isBefore(FIRST)) {
            return LEAST;
        }
        return from.isAfter(LAST) ? GREATEST : EventId.floor(from).value();
    }
}

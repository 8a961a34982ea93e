package sg.com.aurix.domain.tracking;

import java.time.Duration;
import java.time.Instant;
import sg.com.aurix.domain.InvalidValueException;

/**
 * How long clicks of one device belong to one session, measured from the session's first click (TR-2).
 *
 * @param length more than zero
 */
public record SessionWindow(Duration length) {
    /** The published window. */
    public static final SessionWindow STANDARD = hours(12);

    public SessionWindow {
        if (length.isNegative() || length.isZero()) {
            throw new InvalidValueException("must be longer than zero");
        }
    }

    /** A window of that many hours. */
    public static SessionWindow hours(long hours) {
        return new SessionWindow(Duration.ofHours(hours));
    }

    /** The earliest start of a session that a click at {@code now} still belongs to; that very instant counts. */
    public Instant earliestStart(Instant now) {
        return now.minus(length);
    }
}

package sg.com.aurix.domain.webhook;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * When an event that failed is attempted again: the schedule of Standard Webhooks, eight attempts over some 27 and a half hours, each
 * pause 20 % shorter or longer by chance, so that what failed together does not come back together (RS-14).
 */
public final class RetrySchedule {
    /** The pause behind the first failure, the second and so on. */
    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(10));

    private static final double JITTER = 0.2;

    /** A listener may ask for more time, up to this much: whoever asks for a year means something else. */
    private static final Duration LONGEST_WISH = Duration.ofHours(24);

    private RetrySchedule() {}

    /** How many attempts there are, the first one included. */
    public static int attempts() {
        return PAUSES.size() + 1;
    }

    /**
     * The pause before the next attempt; none where there is none.
     *
     * @param failures how many attempts have failed, 1 or greater
     * @param wished what the listener asked for in {@code Retry-After}: the event does not come back earlier; of
     *     more than 24 hours, 24 count
     */
    public static Optional<Duration> pauseAfter(int failures, Optional<Duration> wished, RandomGenerator random) {
        if (failures > PAUSES.size()) {
            return Optional.empty();
        }
        Duration planned = jittered(PAUSES.get(failures - 1), random);
        Duration atLeast = wished.map(RetrySchedule::clamped).orElse(Duration.ZERO);
        return Optional.of(planned.compareTo(atLeast) < 0 ? atLeast : planned);
    }

    private static Duration jittered(Duration pause, RandomGenerator random) {
        double factor = 1 - JITTER + 2 * JITTER * random.nextDouble();
        return Duration.ofMillis(Math.round(pause.toMillis() * factor));
    }

    private static Duration clamped(Duration wished) {
        return wished.compareTo(LONGEST_WISH) > 0 ? LONGEST_WISH : wished;
    }
}

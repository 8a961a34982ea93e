package sg.com.aurix.domain.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The secret that a webhook is signed with, and those that it replaced and that still count (RS-17).
 *
 * @param retiring replaced secrets, the newest first; some of them may be past their time
 */
public record WebhookSecrets(WebhookSecret current, List<Retiring> retiring) {
    /** How many replaced secrets may count at once: each makes every request's header longer. */
    public static final int MOST_RETIRING = 4;

    public WebhookSecrets {
        retiring = List.copyOf(retiring);
    }

    /** A first secret. */
    public static WebhookSecrets of(WebhookSecret first) {
        return new WebhookSecrets(first, List.of());
    }

    /** All that count at that time, the newest first. */
    public List<WebhookSecret> validAt(Instant now) {
        return Stream.concat(Stream.of(current), stillValid(now).map(Retiring::secret))
                .toList();
    }

    private Stream<Retiring> stillValid(Instant now) {
        return retiring.stream().filter(old -> now.isBefore(old.validUntil()));
    }

    /** Until when the newest of the replaced secrets counts; none where no replaced secret counts any more. */
    public Optional<Instant> previousValidUntil(Instant now) {
        return stillValid(now).map(Retiring::validUntil).findFirst();
    }

    /**
     * These secrets with a new one in front; the one that was current counts for the overlap. Without an overlap none of the replaced
     * ones counts any more, those of earlier rotations included: one that leaked must end.
     *
     * @param overlap zero or longer
     * @return none where too many replaced secrets would count
     */
    public Optional<WebhookSecrets> rotated(WebhookSecret fresh, Instant now, Duration overlap) {
        if (overlap.isZero()) {
            return Optional.of(of(fresh));
        }
        List<Retiring> kept = new ArrayList<>();
        kept.add(new Retiring(current, now.plus(overlap)));
        kept.addAll(stillValid(now).toList());
        return kept.size() > MOST_RETIRING ? Optional.empty() : Optional.of(new WebhookSecrets(fresh, kept));
    }

    /** A replaced secret and the time from which it counts no more. */
    public record Retiring(WebhookSecret secret, Instant validUntil) {}
}

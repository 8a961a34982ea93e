package sg.com.aurix.domain.webhook;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a partner wants done about an event that its listener did not take (WH-6). */
public enum DeliveryPolicy {
    /** Nothing: one attempt, as published. The default. */
    FIRE_AND_FORGET,
    /** Attempt it again on the {@link RetrySchedule}; a listener that is gone is left in peace (RS-14). */
    RETRY;

    /** The policy as partners write it, such as {@code fire_and_forget}. */
    public String published() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The policy of that published name. */
    public static Optional<DeliveryPolicy> parse(String published) {
        return Arrays.stream(values())
                .filter(policy -> policy.published().equals(published))
                .findFirst();
    }
}

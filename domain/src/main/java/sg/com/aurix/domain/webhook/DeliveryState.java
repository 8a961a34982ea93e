package sg.com.aurix.domain.webhook;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where an event is on its way to the partner's webhook. */
public enum DeliveryState {
    /** It is to be attempted. */
    PENDING,
    /** The listener answered 2xx. */
    DELIVERED,
    /** It was attempted without success and will not be attempted again by itself (WH-6). */
    FAILED,
    /** There was no active webhook that takes its kind of event (WH-8). */
    NOT_SENT;

    /** The state of that published name. */
    public static Optional<DeliveryState> parse(String published) {
        return Arrays.stream(values())
                .filter(state -> state.published().equals(published))
                .findFirst();
    }

    /** The state as partners read it, such as {@code not_sent}. */
    public String published() {
        return name().toLowerCase(Locale.ROOT);
    }
}

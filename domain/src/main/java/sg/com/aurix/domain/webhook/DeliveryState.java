package sg.com.aurix.domain.webhook;

import java.util.Locale;

/** Where an event is on its way to the partner's webhook. */
public enum DeliveryState {
    /** It is to be attempted. */
    PENDING,
    /** The listener answered 2xx. */
    DELIVERED,
    /** It was attempted without success and will not be attempted again by itself (WH-6). */
    FAILED,
    /** There was no active webhook to send it to (WH-8). */
    NOT_SENT;

    /** The state as partners read it, such as {@code not_sent}. */
    public String published() {
        return name().toLowerCase(Locale.ROOT);
    }
}

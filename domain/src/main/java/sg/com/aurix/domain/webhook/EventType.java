package sg.com.aurix.domain.webhook;

import java.util.Arrays;
import java.util.Optional;

/** The kinds of event that partners hear of. */
public enum EventType {
    WIDGET_CLICK("widget.click"),
    LEAD_CORRELATED("lead.correlated"),
    LEAD_COMPLETE("lead.complete");

    private final String published;

    EventType(String published) {
        this.published = published;
    }

    /** The kind as partners read it, such as {@code widget.click}. */
    public String published() {
        return published;
    }

    /** The kind of that published name. */
    public static Optional<EventType> parse(String published) {
        return Arrays.stream(values())
                .filter(type -> type.published.equals(published))
                .findFirst();
    }
}

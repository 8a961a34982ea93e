package sg.com.aurix.adapters.http.partnerapi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import sg.com.aurix.domain.InvalidValueException;
import sg.com.aurix.domain.webhook.DeliveryPolicy;
import sg.com.aurix.domain.webhook.DeliveryState;
import sg.com.aurix.domain.webhook.EventType;

/** A value that partners choose from a few, by its published name. */
public final class Choice<T> {
    /** A kind of event. */
    public static final Choice<EventType> EVENT_TYPE = of(EventType::published, List.of(EventType.values()));

    /** Where an event is on its way. */
    public static final Choice<DeliveryState> STATUS = of(DeliveryState::published, List.of(DeliveryState.values()));

    /** What is done about an event that the listener did not take. */
    public static final Choice<DeliveryPolicy> DELIVERY =
            of(DeliveryPolicy::published, List.of(DeliveryPolicy.values()));

    private final Map<String, T> byName = new LinkedHashMap<>();

    private Choice(Function<T, String> published, List<T> values) {
        values.forEach(value -> byName.put(published.apply(value), value));
    }

    /** A choice between these values. */
    public static <T> Choice<T> of(Function<T, String> published, List<T> values) {
        return new Choice<>(published, values);
    }

    /**
     * The value of that name.
     *
     * @throws InvalidValueException that tells all names there are, where it is none of them
     */
    public T read(String written) {
        @Nullable T value = byName.get(written);
        if (value == null) {
            throw new InvalidValueException("must be " + names());
        }
        return value;
    }

    /** The names, for people: {@code failed, not_sent or delivered}. */
    public String names() {
        List<String> names = new ArrayList<>(byName.keySet());
        String last = names.remove(names.size() - 1);
        return names.isEmpty() ? last : String.join(", ", names) + " or " + last;
    }
}

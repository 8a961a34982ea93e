package sg.com.aurix.application.port;

import java.util.Optional;
import sg.com.aurix.domain.webhook.DeliveryState;
import sg.com.aurix.domain.webhook.EventType;

/** Which deliveries are wanted; empty conditions let everything through. */
public record DeliveryFilter(Optional<DeliveryState> state, Optional<EventType> type) {
    /** All of them. */
    public static final DeliveryFilter ALL = new DeliveryFilter(Optional.empty(), Optional.empty());
}

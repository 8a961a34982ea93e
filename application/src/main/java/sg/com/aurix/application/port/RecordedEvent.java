package sg.com.aurix.application.port;

import java.util.List;
import sg.com.aurix.domain.webhook.DeliveryState;

/**
 * An event and what became of it.
 *
 * @param attempts those that sent something, in the order in which they began
 */
public record RecordedEvent(OutboxEvent event, DeliveryState state, List<Attempt> attempts) {
    public RecordedEvent {
        attempts = List.copyOf(attempts);
    }
}

package sg.com.aurix.application.port;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sg.com.aurix.domain.webhook.DeliveryState;

/**
 * An event and what became of it.
 *
 * @param nextAt when it is attempted again, where that is scheduled
 * @param attempts those that sent something, in the order in which they began
 */
public record RecordedEvent(OutboxEvent event, DeliveryState state, Optional<Instant> nextAt, List<Attempt> attempts) {
    public RecordedEvent {
        attempts = List.copyOf(attempts);
    }
}

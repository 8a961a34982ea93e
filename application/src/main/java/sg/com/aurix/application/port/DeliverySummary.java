package sg.com.aurix.application.port;

import java.time.Instant;
import java.util.Optional;
import sg.com.aurix.domain.webhook.DeliveryState;
import sg.com.aurix.domain.webhook.EventId;
import sg.com.aurix.domain.webhook.EventType;

/**
 * A row of the list of deliveries: an event and where it is, without its body.
 *
 * @param attempts how many attempts sent something
 * @param last the latest of them
 * @param nextAt when it is attempted again, where that is scheduled
 */
public record DeliverySummary(
        EventId id,
        EventType type,
        Instant occurredAt,
        DeliveryState state,
        int attempts,
        Optional<Attempt> last,
        Optional<Instant> nextAt) {
    /** Where it stands in the list, which is in the order of event ids, newest first. */
    public Position position() {
        return new Position(occurredAt, id.published());
    }
}

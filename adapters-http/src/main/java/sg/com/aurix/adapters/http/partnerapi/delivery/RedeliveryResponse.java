package sg.com.aurix.adapters.http.partnerapi.delivery;

import org.jspecify.annotations.Nullable;
import sg.com.aurix.adapters.http.json.EdgeRecord;
import sg.com.aurix.application.usecase.RedeliverEvents;
import sg.com.aurix.domain.webhook.DeliveryState;
import sg.com.aurix.domain.webhook.EventId;

/** What was put on its way again. */
sealed interface RedeliveryResponse {
    /** One event. */
    @EdgeRecord
    record One(String eventId, String status) implements RedeliveryResponse {
        static One of(EventId id) {
            return new One(id.published(), DeliveryState.PENDING.published());
        }
    }

    /**
     * All events of a time.
     *
     * @param redelivering how many
     * @param more whether there may be more than one call puts on their way
     * @param lastEventId behind which those are; {@code null} where there are none
     */
    @EdgeRecord
    record Many(int redelivering, boolean more, @Nullable String lastEventId) implements RedeliveryResponse {
        static Many of(RedeliverEvents.Outcome.Underway underway) {
            return new Many(
                    underway.events(),
                    underway.last().isPresent(),
                    underway.last().map(EventId::published).orElse(null));
        }
    }
}

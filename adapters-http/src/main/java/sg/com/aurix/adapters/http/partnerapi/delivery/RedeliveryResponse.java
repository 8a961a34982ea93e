package sg.com.aurix.adapters.http.partnerapi.delivery;

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
     * @param more whether there are more than one call puts on their way
     */
    @EdgeRecord
    record Many(int redelivering, boolean more) implements RedeliveryResponse {
        static Many of(RedeliverEvents.Outcome.Underway underway) {
            return new Many(underway.events(), underway.more());
        }
    }
}

package sg.com.aurix.application.usecase;

import java.time.Instant;
import java.util.Optional;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.webhook.DeliveryState;
import sg.com.aurix.domain.webhook.EventId;
import sg.com.aurix.domain.webhook.EventType;

/** Sends a partner events again: the same ids, the same bytes (WH-7). */
public interface RedeliverEvents {
    /** How many events one call puts on their way at most: in one short transaction, so that none of them is put there twice. */
    int MOST_EVENTS = 20_000;

    /**
     * Puts one event on its way again, whatever became of it; one that waits for its next attempt is attempted now. If it then finds the
     * webhook switched off, it is back in the state in which it had ended.
     */
    Outcome one(PartnerId partnerId, EventId id);

    /**
     * Puts all events of a time that are in a state on their way again, the oldest first, {@link #MOST_EVENTS} at most; of kinds that
     * the webhook does not take, none.
     */
    Outcome many(PartnerId partnerId, Wanted wanted);

    /**
     * Which events are wanted again.
     *
     * @param from only events that happened then or later
     * @param to only events that happened before then
     * @param state not {@link DeliveryState#PENDING}: those are on their way
     * @param type only events of this kind
     * @param after only events behind this one: the last one of the call before
     */
    record Wanted(Instant from, Instant to, DeliveryState state, Optional<EventType> type, Optional<EventId> after) {
        /** All events of a time in a state. */
        public static Wanted of(Instant from, Instant to, DeliveryState state) {
            return new Wanted(from, to, state, Optional.empty(), Optional.empty());
        }
    }

    /** What became of it. */
    sealed interface Outcome {
        /**
         * They are on their way.
         *
         * @param events how many
         * @param last the last of them, where there may be more behind it because these were as many as one call takes
         */
        record Underway(int events, Optional<EventId> last) implements Outcome {}

        /** The partner has no such event. */
        record UnknownEvent() implements Outcome {}

        /** The event is claimed by a node that may be attempting it at this moment. */
        record BeingAttempted() implements Outcome {}

        /** There is no webhook, or it is not active. */
        record NoActiveWebhook() implements Outcome {}

        /** The webhook does not take events of that kind. */
        record NotTaken() implements Outcome {}
    }
}

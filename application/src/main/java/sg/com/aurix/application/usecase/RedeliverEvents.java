package sg.com.aurix.application.usecase;

import java.time.Instant;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.webhook.DeliveryState;
import sg.com.aurix.domain.webhook.EventId;

/** Sends a partner events again: the same ids, the same bytes (WH-7). */
public interface RedeliverEvents {
    /** How many events one call puts on their way at most: in one short transaction, so that none of them is put there twice. */
    int MOST_EVENTS = 20_000;

    /** Puts one event on its way again, whatever became of it; one that waits for its next attempt is attempted now. */
    Outcome one(PartnerId partnerId, EventId id);

    /**
     * Puts all events of a time that are in a state on their way again, the oldest first, {@link #MOST_EVENTS} at most; of kinds that
     * the webhook does not take, none.
     *
     * @param from only events that happened then or later
     * @param to only events that happened before then
     * @param state not {@link DeliveryState#PENDING}: those are on their way
     */
    Outcome many(PartnerId partnerId, Instant from, Instant to, DeliveryState state);

    /** What became of it. */
    sealed interface Outcome {
        /**
         * They are on their way.
         *
         * @param events how many
         * @param more whether there may be more of them, because these were as many as one call takes
         */
        record Underway(int events, boolean more) implements Outcome {}

        /** The partner has no such event. */
        record UnknownEvent() implements Outcome {}

        /** There is no webhook, or it is not active. */
        record NoActiveWebhook() implements Outcome {}

        /** The webhook does not take events of that kind. */
        record NotTaken() implements Outcome {}
    }
}

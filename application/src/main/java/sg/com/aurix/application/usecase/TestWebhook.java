package sg.com.aurix.application.usecase;

import java.time.Duration;
import sg.com.aurix.application.port.WebhookSender;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.webhook.EventId;
import sg.com.aurix.domain.webhook.EventType;

/** Sends a partner's listener the published sample events and reports what it said; nothing of that is recorded. */
public interface TestWebhook {
    /** The header that tells sample events from real ones; its value is {@code true}. */
    String MARK = "x-aurix-test";

    /**
     * Sends the sample event of a kind now, signed like any other, whether the webhook is active and takes that kind or not. Takes at
     * most the sender's deadline.
     */
    Outcome send(PartnerId partnerId, EventType type);

    /** What became of it. */
    sealed interface Outcome {
        /**
         * It was sent.
         *
         * @param took how long it lasted, by the monotonic clock
         */
        record Sent(EventId id, EventType type, Duration took, WebhookSender.Answer answer) implements Outcome {}

        /** There is no webhook yet. */
        record NoWebhook() implements Outcome {}
    }
}

package sg.com.aurix.application.port;

import java.time.Duration;
import java.time.Instant;
import sg.com.aurix.domain.webhook.Webhook;
import sg.com.aurix.domain.webhook.WebhookUrl;

/** Carries signed events to the partners' listeners. */
public interface WebhookSender {
    /** How long one attempt may take, from the name look-up to the last byte of the answer (WH-6, RS-11). */
    Duration DEADLINE = Duration.ofSeconds(10);

    /** Whether a URL may be registered as a webhook; dialling it is checked again at every attempt (RS-15). */
    Check check(String url);

    /**
     * Sends an event once and waits for the answer, {@link #DEADLINE} at the longest; never throws for what a listener does.
     *
     * @param now the time that the signature states
     */
    Answer send(Webhook webhook, OutboxEvent event, Instant now);

    /** Whether a URL may be registered. */
    sealed interface Check {
        /** It may. */
        record Accepted(WebhookUrl url) implements Check {}

        /**
         * It may not.
         *
         * @param reason what is wrong, as the rest of a sentence that begins with the field's name
         */
        record Refused(String reason) implements Check {}
    }

    /** What came of sending. */
    sealed interface Answer {
        /**
         * The listener answered.
         *
         * @param status the HTTP status, 100 to 599
         * @param excerpt the beginning of the answer's body as text, at most 1 KiB
         */
        record Answered(int status, String excerpt) implements Answer {
            /** Whether the listener took the event: any 2xx. */
            public boolean isSuccess() {
                return status / 100 == 2;
            }
        }

        /**
         * There was no answer: the address was refused, nobody listened, or time ran out.
         *
         * @param reason what happened, in one plain sentence without private data
         */
        record NoAnswer(String reason) implements Answer {}
    }
}

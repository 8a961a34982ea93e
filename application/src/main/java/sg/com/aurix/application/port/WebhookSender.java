package sg.com.aurix.application.port;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import sg.com.aurix.domain.webhook.WebhookUrl;

/** Carries signed events to the partners' listeners. */
public interface WebhookSender {
    /** How long one attempt may take, from the name look-up to the last byte of the answer (WH-6, RS-11). */
    Duration DEADLINE = Duration.ofSeconds(10);

    /** Whether a URL may be registered as a webhook; dialling it is checked again at every attempt (RS-15). */
    Check check(String url);

    /**
     * Posts an event's body once, as JSON, and waits for the answer, {@link #DEADLINE} at the longest; never throws for what a listener
     * does.
     *
     * @param headers what to send beside the headers of HTTP itself: the signature above all
     */
    Answer send(WebhookUrl url, Map<String, String> headers, OutboxEvent event);

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
         * @param retryAfter how long from now on the listener wants to be left in peace, where it says so (RFC 9110, section 10.2.3);
         *     zero or longer
         */
        record Answered(int status, String excerpt, Optional<Duration> retryAfter) implements Answer {
            /** An answer that asks for nothing. */
            public Answered(int status, String excerpt) {
                this(status, excerpt, Optional.empty());
            }

            /** Whether the listener took the event: any 2xx. */
            public boolean isSuccess() {
                return status / 100 == 2;
            }

            /** Without the excerpt: listeners like to send back what they received (RS-19). */
            @Override
            public String toString() {
                return "Answered[" + status + ", " + excerpt.length() + " characters, " + retryAfter + "]";
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

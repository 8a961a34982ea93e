package sg.com.aurix.adapters.http.partnerapi;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import sg.com.aurix.application.port.WebhookSender.Answer;

/**
 * What a listener answered to an event, as partners read it.
 *
 * @param statusCode the HTTP status, where there was an answer
 * @param error why there was none
 * @param excerpt the beginning of the answer's body, where there was an answer; at most 1 KiB
 */
public record ListenerAnswer(
        @Nullable Integer statusCode,
        @Nullable String error,
        @Nullable String excerpt) {
    /** The published form of an answer. */
    public static ListenerAnswer of(Answer answer) {
        return switch (answer) {
            case Answer.Answered answered -> new ListenerAnswer(answered.status(), null, answered.excerpt());
            case Answer.NoAnswer(String reason) -> new ListenerAnswer(null, reason, null);
        };
    }

    /** A duration as partners read it: milliseconds with up to three decimals. */
    public static double millis(Duration duration) {
        long micros = duration.toNanos() / 1000;
        return micros / 1000.0;
    }

    /** Without the excerpt, which may repeat what the event told (RS-19). */
    @Override
    public String toString() {
        return "ListenerAnswer[" + statusCode + ", " + error + "]";
    }
}

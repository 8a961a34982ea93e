package sg.com.aurix.adapters.http.partnerapi.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sg.com.aurix.adapters.http.json.EdgeRecord;
import sg.com.aurix.application.port.Attempt;
import sg.com.aurix.application.port.DeliverySummary;
import sg.com.aurix.application.port.OutboxEvent;
import sg.com.aurix.application.port.RecordedEvent;

/**
 * An event with everything that was sent and answered: a row of the list, but for the attempts themselves in place of their number.
 *
 * @param body the exact text that is signed and sent
 * @param headers those of the latest attempt; {@code null} where nothing was sent yet
 * @param attempts in the order in which they began
 */
@EdgeRecord
record DeliveryResponse(
        String eventId,
        String eventType,
        String timestamp,
        String status,
        @Nullable String lastAttemptAt,
        @Nullable Integer lastStatusCode,
        @Nullable String lastError,
        @Nullable Double durationMs,
        @Nullable String nextAttemptAt,
        String body,

        @JsonInclude(content = JsonInclude.Include.ALWAYS) @Nullable
        Map<String, String> headers,

        List<AttemptResponse> attempts) {
    static DeliveryResponse of(RecordedEvent recorded) {
        DeliveryRow row = DeliveryRow.of(summary(recorded));
        List<AttemptResponse> attempts = attempts(recorded.attempts());
        return new DeliveryResponse(
                row.eventId(),
                row.eventType(),
                row.timestamp(),
                row.status(),
                row.lastAttemptAt(),
                row.lastStatusCode(),
                row.lastError(),
                row.durationMs(),
                row.nextAttemptAt(),
                recorded.event().body().text(),
                attempts.isEmpty() ? null : attempts.get(attempts.size() - 1).headers(),
                attempts);
    }

    private static DeliverySummary summary(RecordedEvent recorded) {
        OutboxEvent event = recorded.event();
        List<Attempt> attempts = recorded.attempts();
        Optional<Attempt> last = attempts.isEmpty() ? Optional.empty() : Optional.of(attempts.get(attempts.size() - 1));
        return new DeliverySummary(
                event.id(),
                event.type(),
                event.occurredAt(),
                recorded.state(),
                attempts.size(),
                last,
                recorded.nextAt());
    }

    private static List<AttemptResponse> attempts(List<Attempt> attempts) {
        List<AttemptResponse> published = new ArrayList<>(attempts.size());
        for (Attempt attempt : attempts) {
            attempt.sent().ifPresent(sent -> published.add(AttemptResponse.of(published.size() + 1, attempt, sent)));
        }
        return published;
    }

    /** Without the body, which holds personal data (RS-19). */
    @Override
    public String toString() {
        return "DeliveryResponse[" + eventId + "]";
    }
}

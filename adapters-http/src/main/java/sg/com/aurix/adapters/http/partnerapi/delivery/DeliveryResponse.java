package sg.com.aurix.adapters.http.partnerapi.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
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
 * An event with everything that was sent and answered.
 *
 * @param row as in the list
 * @param body the exact text that is signed and sent
 * @param headers those of the latest attempt; {@code null} where nothing was sent yet
 * @param attemptList in the order in which they began
 */
@EdgeRecord
record DeliveryResponse(
        @JsonUnwrapped DeliveryRow row,
        String body,

        @JsonInclude(content = JsonInclude.Include.ALWAYS) @Nullable
        Map<String, String> headers,

        List<AttemptResponse> attemptList) {
    static DeliveryResponse of(RecordedEvent recorded) {
        OutboxEvent event = recorded.event();
        List<AttemptResponse> attempts = attempts(recorded.attempts());
        return new DeliveryResponse(
                DeliveryRow.of(summary(recorded)),
                event.body().text(),
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
        return "DeliveryResponse[" + row + "]";
    }
}

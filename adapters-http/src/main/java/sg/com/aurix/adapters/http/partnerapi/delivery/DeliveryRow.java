package sg.com.aurix.adapters.http.partnerapi.delivery;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sg.com.aurix.adapters.http.json.EdgeRecord;
import sg.com.aurix.adapters.http.partnerapi.ListenerAnswer;
import sg.com.aurix.application.port.Attempt;
import sg.com.aurix.application.port.DeliverySummary;
import sg.com.aurix.application.usecase.PublishedTime;

/**
 * An event and where it is on its way; what it says of the last attempt is {@code null} where there was none.
 *
 * @param attempts how many attempts sent something
 * @param lastStatusCode what the listener answered last
 * @param lastError why there was no answer last
 * @param durationMs how long the last attempt took
 * @param nextAttemptAt {@code null} where none is scheduled
 */
@EdgeRecord
record DeliveryRow(
        String eventId,
        String eventType,
        String timestamp,
        String status,
        int attempts,
        @Nullable String lastAttemptAt,
        @Nullable Integer lastStatusCode,
        @Nullable String lastError,
        @Nullable Double durationMs,
        @Nullable String nextAttemptAt) {
    static DeliveryRow of(DeliverySummary delivery) {
        Optional<Attempt> last = delivery.last();
        Optional<ListenerAnswer> answer = last.flatMap(Attempt::answer).map(ListenerAnswer::of);
        return new DeliveryRow(
                delivery.id().published(),
                delivery.type().published(),
                PublishedTime.of(delivery.occurredAt()),
                delivery.state().published(),
                delivery.attempts(),
                last.map(Attempt::startedAt).map(PublishedTime::of).orElse(null),
                answer.map(ListenerAnswer::statusCode).orElse(null),
                answer.map(ListenerAnswer::error).orElse(null),
                last.map(Attempt::took).map(ListenerAnswer::millis).orElse(null),
                delivery.nextAt().map(PublishedTime::of).orElse(null));
    }
}

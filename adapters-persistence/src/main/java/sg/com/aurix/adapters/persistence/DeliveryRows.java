package sg.com.aurix.adapters.persistence;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import sg.com.aurix.application.port.Attempt;
import sg.com.aurix.application.port.Attempt.Sent;
import sg.com.aurix.application.port.DeliverySummary;
import sg.com.aurix.application.port.EventBody;
import sg.com.aurix.application.port.OutboxEvent;
import sg.com.aurix.application.port.WebhookSender.Answer;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.webhook.DeliveryState;
import sg.com.aurix.domain.webhook.EventId;
import sg.com.aurix.domain.webhook.EventType;
import sg.com.aurix.domain.webhook.Signature;

/** Makes events, attempts and their states of rows. */
final class DeliveryRows {
    private DeliveryRows() {}

    static OutboxEvent event(Row row) throws SQLException {
        return new OutboxEvent(
                new EventId(row.uuid("event_id")),
                new PartnerId(row.uuid("partner_id")),
                type(row),
                row.instant("occurred_at"),
                EventBody.of(row.bytes("body")));
    }

    private static EventType type(Row row) throws SQLException {
        String type = row.text("event_type");
        return EventType.parse(type).orElseThrow(() -> new IllegalStateException("there is no event type " + type));
    }

    /** Where an event is, of a row with {@code due_at} where it is in {@code deliveries}, and else {@code ended}. */
    static DeliveryState state(Row row) throws SQLException {
        return row.isNull("due_at") ? state(row.text("ended")) : DeliveryState.PENDING;
    }

    private static DeliveryState state(String published) {
        return DeliveryState.parse(published)
                .orElseThrow(() -> new IllegalStateException("there is no state " + published));
    }

    /** The time of the next attempt: what is claimed is being attempted, and its {@code due_at} is the end of a lease. */
    static Optional<Instant> nextAt(Row row) throws SQLException {
        return row.isNull("claimed_by") ? row.optionalInstant("due_at") : Optional.empty();
    }

    static DeliverySummary summary(Row row) throws SQLException {
        return new DeliverySummary(
                new EventId(row.uuid("event_id")),
                type(row),
                row.instant("occurred_at"),
                state(row),
                (int) row.number("sent"),
                row.isNull("number") ? Optional.empty() : Optional.of(attempt(row)),
                nextAt(row));
    }

    /** An attempt that sent something. */
    static Attempt attempt(Row row) throws SQLException {
        EventId eventId = new EventId(row.uuid("event_id"));
        Instant startedAt = row.instant("started_at");
        Signature signature = new Signature(
                eventId, startedAt.getEpochSecond(), row.text("hub_signature"), row.text("webhook_signature"));
        return new Attempt(
                eventId,
                new PartnerId(row.uuid("partner_id")),
                startedAt,
                Duration.ofNanos(row.number("took_ns")),
                state(row.text("leaves")),
                row.optionalInstant("next_at"),
                Optional.of(new Sent(signature, answer(row))));
    }

    private static Answer answer(Row row) throws SQLException {
        Optional<String> noAnswer = row.optionalText("no_answer");
        return noAnswer.isPresent()
                ? new Answer.NoAnswer(noAnswer.get())
                : new Answer.Answered((int) row.number("status"), row.text("excerpt"));
    }
}

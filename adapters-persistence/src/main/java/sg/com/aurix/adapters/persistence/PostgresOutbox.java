package sg.com.aurix.adapters.persistence;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import sg.com.aurix.application.port.Attempt;
import sg.com.aurix.application.port.EventBody;
import sg.com.aurix.application.port.Outbox;
import sg.com.aurix.application.port.OutboxEvent;
import sg.com.aurix.application.port.RecordedEvent;
import sg.com.aurix.application.port.WebhookSender.Answer;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.webhook.DeliveryState;
import sg.com.aurix.domain.webhook.EventId;
import sg.com.aurix.domain.webhook.EventType;

final class PostgresOutbox implements Outbox {
    private static final String APPEND = """
        INSERT INTO events (partner_id, event_id, event_type, occurred_at, body, state, claimed_by, claimed_until)
        SELECT e.*, 'pending', ?, ?
        FROM unnest(?, ?, ?, ?, ?) AS e
        """;

    /** Rows that another node is claiming at this moment are passed over, and nobody waits. */
    private static final String CLAIM = """
        WITH due AS MATERIALIZED (
            SELECT partner_id, event_id
            FROM events
            WHERE state = 'pending' AND claimed_until <= ?
            ORDER BY occurred_at, event_id
            LIMIT ?
            FOR UPDATE SKIP LOCKED
        )
        UPDATE events e SET claimed_by = ?, claimed_until = ?
        FROM due
        WHERE e.partner_id = due.partner_id AND e.event_id = due.event_id
        RETURNING e.*
        """;

    /** The update says which events this node still claims (RS-5); attempts at others go nowhere. */
    private static final String RECORD = """
        WITH ended AS (
            SELECT * FROM unnest(?, ?, ?) AS e (partner_id, event_id, state)
        ), held AS (
            UPDATE events e SET state = ended.state
            FROM ended
            WHERE e.partner_id = ended.partner_id AND e.event_id = ended.event_id
                AND e.state = 'pending' AND e.claimed_by = ?
            RETURNING e.partner_id, e.event_id
        )
        INSERT INTO attempts (partner_id, event_id, started_at, took_ns, leaves, status, excerpt, no_answer)
        SELECT a.partner_id, a.event_id, a.started_at, a.took_ns, a.leaves, a.status, a.excerpt, a.no_answer
        FROM unnest(?, ?, ?, ?, ?, ?, ?, ?) WITH ORDINALITY
            AS a (partner_id, event_id, started_at, took_ns, leaves, status, excerpt, no_answer, nr)
        JOIN held USING (partner_id, event_id)
        ORDER BY a.nr
        """;

    private static final String FIND = "SELECT * FROM events WHERE partner_id = ? AND event_id = ?";

    private static final String ATTEMPTS = """
        SELECT *
        FROM attempts
        WHERE partner_id = ? AND event_id = ?
        ORDER BY started_at, attempt_id
        """;

    private final Transactions transactions;
    private final Statements statements;
    private final UUID node;
    private final Duration lease;
    private final InstantSource clock;

    PostgresOutbox(Transactions transactions, Statements statements, UUID node, Duration lease, InstantSource clock) {
        this.transactions = transactions;
        this.statements = statements;
        this.node = node;
        this.lease = lease;
        this.clock = clock;
    }

    @Override
    public void append(List<OutboxEvent> events) {
        Instant claimedUntil = now().plus(lease);
        transactions.add(
                "an event's id",
                () -> statements.update(
                        APPEND,
                        parameters -> parameters
                                .uuid(node)
                                .instant(claimedUntil)
                                .uuids(events, event -> event.partnerId().value())
                                .uuids(events, event -> event.id().value())
                                .texts(events, event -> event.type().published())
                                .instants(events, OutboxEvent::occurredAt)
                                .bytes(events, event -> event.body().bytes())));
    }

    @Override
    public List<OutboxEvent> claimLeftOver(int atMost) {
        Instant now = now();
        return statements
                .list(
                        CLAIM,
                        parameters -> parameters
                                .instant(now)
                                .number(atMost)
                                .uuid(node)
                                .instant(now.plus(lease)),
                        PostgresOutbox::event)
                .stream()
                .sorted(Comparator.comparing(OutboxEvent::occurredAt)
                        .thenComparing(event -> event.id().published()))
                .toList();
    }

    @Override
    public void record(List<Attempt> attempts) {
        List<Attempt> counting = untilEachEventEnds(attempts);
        if (counting.isEmpty()) {
            return;
        }
        Map<Key, Attempt> last = new HashMap<>();
        counting.forEach(attempt -> last.put(Key.of(attempt), attempt));
        List<Attempt> ends = List.copyOf(last.values());
        List<Attempt> sent = counting.stream()
                .filter(attempt -> attempt.answer().isPresent())
                .toList();
        statements.update(
                RECORD,
                parameters -> parameters
                        .uuids(ends, attempt -> attempt.partnerId().value())
                        .uuids(ends, attempt -> attempt.eventId().value())
                        .texts(ends, attempt -> attempt.leaves().published())
                        .uuid(node)
                        .uuids(sent, attempt -> attempt.partnerId().value())
                        .uuids(sent, attempt -> attempt.eventId().value())
                        .instants(sent, Attempt::startedAt)
                        .numbers(sent, attempt -> attempt.took().toNanos())
                        .texts(sent, attempt -> attempt.leaves().published())
                        .numbers(sent, PostgresOutbox::status)
                        .texts(sent, PostgresOutbox::excerpt)
                        .texts(sent, PostgresOutbox::noAnswer));
    }

    /** An attempt that leaves its event in another state than pending is the last that counts. */
    private static List<Attempt> untilEachEventEnds(List<Attempt> attempts) {
        Map<Key, DeliveryState> states = new HashMap<>();
        List<Attempt> counting = new ArrayList<>(attempts.size());
        for (Attempt attempt : attempts) {
            if (states.getOrDefault(Key.of(attempt), DeliveryState.PENDING) == DeliveryState.PENDING) {
                states.put(Key.of(attempt), attempt.leaves());
                counting.add(attempt);
            }
        }
        return counting;
    }

    private static @Nullable Long status(Attempt attempt) {
        return attempt.answer().orElseThrow() instanceof Answer.Answered answered ? (long) answered.status() : null;
    }

    private static @Nullable String excerpt(Attempt attempt) {
        return attempt.answer().orElseThrow() instanceof Answer.Answered answered
                ? withoutNul(answered.excerpt())
                : null;
    }

    private static @Nullable String noAnswer(Attempt attempt) {
        return attempt.answer().orElseThrow() instanceof Answer.NoAnswer none ? withoutNul(none.reason()) : null;
    }

    /** Listeners send what they like, and NUL is the one character that PostgreSQL does not keep. */
    private static String withoutNul(String text) {
        return text.replace("\0", "");
    }

    @Override
    public Optional<RecordedEvent> find(PartnerId partnerId, EventId id) {
        return statements
                .find(
                        FIND,
                        parameters -> parameters.uuid(partnerId.value()).uuid(id.value()),
                        row -> new Found(event(row), state(row.text("state"))))
                .map(found -> new RecordedEvent(found.event(), found.state(), attempts(partnerId, id)));
    }

    private List<Attempt> attempts(PartnerId partnerId, EventId id) {
        return statements.list(
                ATTEMPTS,
                parameters -> parameters.uuid(partnerId.value()).uuid(id.value()),
                row -> new Attempt(
                        id,
                        partnerId,
                        row.instant("started_at"),
                        Duration.ofNanos(row.number("took_ns")),
                        state(row.text("leaves")),
                        Optional.of(answer(row))));
    }

    private static Answer answer(Row row) throws SQLException {
        Optional<String> noAnswer = row.optionalText("no_answer");
        return noAnswer.isPresent()
                ? new Answer.NoAnswer(noAnswer.get())
                : new Answer.Answered((int) row.number("status"), row.text("excerpt"));
    }

    private static OutboxEvent event(Row row) throws SQLException {
        String type = row.text("event_type");
        return new OutboxEvent(
                new EventId(row.uuid("event_id")),
                new PartnerId(row.uuid("partner_id")),
                EventType.parse(type).orElseThrow(() -> new IllegalStateException("there is no event type " + type)),
                row.instant("occurred_at"),
                EventBody.of(row.bytes("body")));
    }

    private static DeliveryState state(String published) {
        return DeliveryState.valueOf(published.toUpperCase(Locale.ROOT));
    }

    /** Truncated, not rounded: a lease must not end before its time. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private record Key(PartnerId partnerId, EventId eventId) {
        static Key of(Attempt attempt) {
            return new Key(attempt.partnerId(), attempt.eventId());
        }
    }

    private record Found(OutboxEvent event, DeliveryState state) {}
}

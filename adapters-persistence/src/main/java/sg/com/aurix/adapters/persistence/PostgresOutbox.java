package sg.com.aurix.adapters.persistence;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
    private static final Logger LOG = LoggerFactory.getLogger(PostgresOutbox.class);

    private static final String APPEND = """
        INSERT INTO events (partner_id, event_id, event_type, occurred_at, body, state, claimed_by, claimed_until)
        SELECT e.*, 'pending', ?, ?
        FROM unnest(?, ?, ?, ?, ?) AS e
        """;

    /** Rows that another node is claiming at this moment are passed over, and nobody waits. */
    static final String CLAIM = """
        WITH due AS MATERIALIZED (
            SELECT partner_id, event_id
            FROM events
            WHERE state = 'pending' AND claimed_until <= ? AND partner_id <> ALL (?)
            ORDER BY occurred_at, event_id
            LIMIT ?
            FOR UPDATE SKIP LOCKED
        )
        UPDATE events e SET claimed_by = ?, claimed_until = ?
        FROM due
        WHERE e.partner_id = due.partner_id AND e.event_id = due.event_id
        RETURNING e.*
        """;

    /**
     * One attempt. The update says whether this node still claims the event (RS-5) and whether it is still pending; otherwise the
     * attempt goes nowhere.
     */
    static final String RECORD = """
        WITH held AS (
            UPDATE events SET state = ?
            WHERE partner_id = ? AND event_id = ? AND claimed_by = ? AND state = 'pending'
            RETURNING partner_id, event_id
        )
        INSERT INTO attempts (partner_id, event_id, started_at, took_ns, leaves, status, excerpt, no_answer)
        SELECT partner_id, event_id, a.*
        FROM held, (VALUES (?, ?, ?, ?, ?, ?)) AS a (started_at, took_ns, leaves, status, excerpt, no_answer)
        WHERE a.status IS NOT NULL OR a.no_answer IS NOT NULL
        """;

    static final String RELEASE = """
        UPDATE events SET claimed_until = ?
        WHERE partner_id = ? AND event_id = ? AND claimed_by = ? AND state = 'pending'
        """;

    private static final String FIND = "SELECT * FROM events WHERE partner_id = ? AND event_id = ?";

    private static final String ATTEMPTS = """
        SELECT *
        FROM attempts
        WHERE partner_id = ? AND event_id = ?
        ORDER BY started_at, attempt_id
        """;

    private final Statements statements;
    private final UUID node;
    private final Duration lease;
    private final InstantSource clock;

    PostgresOutbox(Statements statements, UUID node, Duration lease, InstantSource clock) {
        this.statements = statements;
        this.node = node;
        this.lease = lease;
        this.clock = clock;
    }

    @Override
    public void append(List<OutboxEvent> events) {
        Instant claimedUntil = now().plus(lease);
        try {
            statements.update(
                    APPEND,
                    parameters -> parameters
                            .uuid(node)
                            .instant(claimedUntil)
                            .uuids(events, event -> event.partnerId().value())
                            .uuids(events, event -> event.id().value())
                            .texts(events, event -> event.type().published())
                            .instants(events, OutboxEvent::occurredAt)
                            .bytes(events, event -> event.body().bytes()));
        } catch (StatementFailedException e) {
            throw e.whileAdding("an event's id");
        }
    }

    @Override
    public List<OutboxEvent> claimLeftOver(int atMost, Set<PartnerId> except) {
        Instant now = now();
        return statements
                .list(
                        CLAIM,
                        parameters -> parameters
                                .instant(now)
                                .uuids(List.copyOf(except), PartnerId::value)
                                .number(atMost)
                                .uuid(node)
                                .instant(now.plus(lease)),
                        PostgresOutbox::readable)
                .stream()
                .flatMap(Optional::stream)
                .sorted(Comparator.comparing(OutboxEvent::occurredAt)
                        .thenComparing(event -> event.id().published()))
                .toList();
    }

    /** An event that only a newer version understands stays pending for that one, and the others go out (RS-6). */
    private static Optional<OutboxEvent> readable(Row row) throws SQLException {
        try {
            return Optional.of(event(row));
        } catch (IllegalStateException e) {
            LOG.error("an event in the outbox cannot be read by this version and is passed over");
            return Optional.empty();
        }
    }

    @Override
    public void release(List<OutboxEvent> events) {
        Instant now = now();
        statements.updateEach(
                RELEASE,
                events,
                (parameters, event) -> parameters
                        .instant(now)
                        .uuid(event.partnerId().value())
                        .uuid(event.id().value())
                        .uuid(node));
    }

    @Override
    public void record(List<Attempt> attempts) {
        statements.updateEach(
                RECORD,
                attempts,
                (parameters, attempt) -> parameters
                        .text(attempt.leaves().published())
                        .uuid(attempt.partnerId().value())
                        .uuid(attempt.eventId().value())
                        .uuid(node)
                        .instant(attempt.startedAt())
                        .number(attempt.took().toNanos())
                        .text(attempt.leaves().published())
                        .number(answered(attempt).map(Answer.Answered::status))
                        .text(answered(attempt).map(Answer.Answered::excerpt).map(PostgresOutbox::withoutNul))
                        .text(noAnswer(attempt).map(Answer.NoAnswer::reason).map(PostgresOutbox::withoutNul)));
    }

    private static Optional<Answer.Answered> answered(Attempt attempt) {
        return attempt.answer().filter(Answer.Answered.class::isInstance).map(Answer.Answered.class::cast);
    }

    private static Optional<Answer.NoAnswer> noAnswer(Attempt attempt) {
        return attempt.answer().filter(Answer.NoAnswer.class::isInstance).map(Answer.NoAnswer.class::cast);
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

    private record Found(OutboxEvent event, DeliveryState state) {}
}

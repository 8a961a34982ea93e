package sg.com.aurix.adapters.persistence;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import sg.com.aurix.application.port.Attempt;
import sg.com.aurix.application.port.Delivery;
import sg.com.aurix.application.port.DeliveryFilter;
import sg.com.aurix.application.port.DeliverySummary;
import sg.com.aurix.application.port.Outbox;
import sg.com.aurix.application.port.OutboxEvent;
import sg.com.aurix.application.port.PageRequest;
import sg.com.aurix.application.port.RecordedEvent;
import sg.com.aurix.application.port.WebhookSender.Answer;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.webhook.EventId;
import sg.com.aurix.domain.webhook.EventType;
import sg.com.aurix.domain.webhook.Signature;

final class PostgresOutbox implements Outbox {
    private static final String HAPPENED = """
        WITH happened AS (
            INSERT INTO events (partner_id, event_id, event_type, occurred_at, body)
            SELECT * FROM unnest(?)
            RETURNING partner_id, event_id
        )
        """;

    static final String APPEND = HAPPENED + """
        INSERT INTO deliveries (partner_id, event_id, due_at, claimed_by, attempts, failures)
        SELECT partner_id, event_id, ?, ?, 0, 0 FROM happened
        """;

    /** Such an event has never been in the queue, and ended with the finding that there is nowhere to send it to. */
    static final String APPEND_UNSENT = HAPPENED + """
        INSERT INTO attempts (partner_id, event_id, number, started_at, took_ns, leaves)
        SELECT partner_id, event_id, 1, ?, 0, 'not_sent' FROM happened
        """;

    /**
     * Attempts at different events. Deleting and updating say whether this node still claims an event (RS-5); otherwise its attempt goes
     * nowhere. That there was nowhere to go is worth a row only for an event that has none: another one has ended before, and is back there.
     */
    static final String RECORD = """
        WITH ended AS MATERIALIZED (
            SELECT e.*, queued.place
            FROM unnest(?) AS e
        """ + DueDeliveries.QUEUED + """
        ), done AS (
            DELETE FROM deliveries d
            USING ended e
            WHERE d.ctid = e.place AND d.claimed_by = ? AND e.next_at IS NULL
            RETURNING e.*, d.attempts + 1 AS number
        ), again AS (
            UPDATE deliveries d SET due_at = e.next_at, claimed_by = NULL, attempts = d.attempts + 1, failures = d.failures + 1
            FROM ended e
            WHERE d.ctid = e.place AND d.claimed_by = ? AND e.next_at IS NOT NULL
            RETURNING e.*, d.attempts AS number
        )
        INSERT INTO attempts (
            partner_id, event_id, number, started_at, took_ns, leaves, next_at, hub_signature, webhook_signature, status, excerpt,
            no_answer)
        SELECT
            partner_id, event_id, number, started_at, took_ns, leaves, next_at, hub_signature, webhook_signature, status, excerpt,
            no_answer
        FROM (SELECT * FROM done UNION ALL SELECT * FROM again) held
        WHERE leaves <> 'not_sent' OR number = 1 OR (
            SELECT a.leaves
            FROM attempts a
            WHERE a.partner_id = held.partner_id AND a.event_id = held.event_id AND a.number = held.number - 1) = 'pending'
        """;

    static final String RELEASE = """
        UPDATE deliveries d SET due_at = ?, claimed_by = NULL
        FROM unnest(?, ?) AS e (partner_id, event_id)
        """ + DueDeliveries.QUEUED + """
        WHERE d.ctid = queued.place AND d.claimed_by = ?
        """;

    private final Statements statements;
    private final DeliveryPages pages;
    private final DueDeliveries due;
    private final EventPartitions partitions;
    private final UUID node;
    private final Duration lease;
    private final InstantSource clock;

    PostgresOutbox(Statements statements, EventPartitions partitions, UUID node, Duration lease, InstantSource clock) {
        this.statements = statements;
        this.pages = new DeliveryPages(statements);
        this.due = new DueDeliveries(statements, node, lease);
        this.partitions = partitions;
        this.node = node;
        this.lease = lease;
        this.clock = clock;
    }

    @Override
    public void append(List<OutboxEvent> events) {
        Instant claimedUntil = now().plus(lease);
        appendTogether(
                APPEND,
                events,
                parameters -> columns(parameters, events).instant(claimedUntil).uuid(node));
    }

    @Override
    public void appendUnsent(List<OutboxEvent> events) {
        Instant now = now();
        appendTogether(
                APPEND_UNSENT, events, parameters -> columns(parameters, events).instant(now));
    }

    private static Parameters columns(Parameters parameters, List<OutboxEvent> events) throws SQLException {
        return parameters.rows(
                "new_event",
                events,
                (columns, event) -> columns.uuid(event.partnerId().value())
                        .uuid(event.id().value())
                        .text(event.type().published())
                        .instant(event.occurredAt())
                        .bytes(event.body().bytes()));
    }

    private void appendTogether(String sql, List<OutboxEvent> events, Statements.Binder binder) {
        statements.together(() -> {
            appendOrGiveUp(sql, events, binder);
            return events;
        });
    }

    private void appendOrGiveUp(String sql, List<OutboxEvent> events, Statements.Binder binder) {
        try {
            statements.update(sql, binder);
        } catch (StatementFailedException e) {
            if (e.isForWantOfPartition()) {
                events.forEach(event -> partitions.addFor(event.occurredAt()));
                throw new GivenUpException("there was no partition for an event", e);
            }
            throw e.whileAdding("an event's id");
        }
    }

    @Override
    public List<Delivery> claimDue(int atMostEach, Set<PartnerId> except) {
        return due.claim(now(), atMostEach, except);
    }

    @Override
    public void release(List<OutboxEvent> events) {
        Instant now = now();
        statements.update(
                RELEASE,
                parameters -> parameters
                        .instant(now)
                        .uuids(events, event -> event.partnerId().value())
                        .uuids(events, event -> event.id().value())
                        .uuid(node));
    }

    @Override
    public void record(List<Attempt> attempts) {
        Map<EventId, Attempt> ofDifferentEvents = new LinkedHashMap<>();
        List<Attempt> later = new ArrayList<>();
        for (Attempt attempt : attempts) {
            if (ofDifferentEvents.putIfAbsent(attempt.eventId(), attempt) != null) {
                later.add(attempt);
            }
        }
        if (!ofDifferentEvents.isEmpty()) {
            recordTogether(List.copyOf(ofDifferentEvents.values()));
        }
        if (!later.isEmpty()) {
            record(later);
        }
    }

    private void recordTogether(List<Attempt> attempts) {
        Instant now = now();
        statements.update(
                RECORD,
                parameters -> parameters
                        .rows(
                                "ended_attempt",
                                attempts,
                                (columns, attempt) -> columns.uuid(
                                                attempt.partnerId().value())
                                        .uuid(attempt.eventId().value())
                                        .instant(attempt.startedAt())
                                        .number(attempt.took().toNanos())
                                        .text(attempt.leaves().published())
                                        .instant(attempt.nextAt())
                                        .text(signature(attempt).map(Signature::hub))
                                        .text(signature(attempt).map(Signature::standard))
                                        .integer(answered(attempt).map(Answer.Answered::status))
                                        .text(answered(attempt)
                                                .map(Answer.Answered::excerpt)
                                                .map(PostgresOutbox::withoutNul))
                                        .text(noAnswer(attempt)
                                                .map(Answer.NoAnswer::reason)
                                                .map(PostgresOutbox::withoutNul)))
                        .uuid(node)
                        .uuid(node));
        attempts.stream()
                .filter(attempt -> attempt.nextAt().filter(now::isAfter).isPresent())
                .forEach(attempt -> due.lookBackFor(attempt.partnerId()));
    }

    private static Optional<Signature> signature(Attempt attempt) {
        return attempt.sent().map(Attempt.Sent::signature);
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
        return pages.find(partnerId, id);
    }

    @Override
    public List<DeliverySummary> page(PartnerId partnerId, DeliveryFilter filter, PageRequest request) {
        return pages.page(partnerId, filter, request);
    }

    static final String SEND_AGAIN = """
        WITH known AS (
            SELECT partner_id, event_id FROM events WHERE partner_id = ? AND event_id = ?
        ), put AS (
            INSERT INTO deliveries (partner_id, event_id, due_at, claimed_by, attempts, failures)
            SELECT partner_id, event_id, ?, NULL, 0, 0 FROM known
            ON CONFLICT (partner_id, event_id) DO UPDATE SET due_at = least(deliveries.due_at, excluded.due_at)
            WHERE deliveries.claimed_by IS NULL
            RETURNING event_id
        )
        SELECT known.event_id, put.event_id IS NOT NULL AS due FROM known LEFT JOIN put USING (event_id)
        """;

    /**
     * Goes on counting where the attempts end. A statement of its own, because it must see the attempts as they are once the rows are in
     * the queue: before, a node that had claimed one of the events may still have been recording.
     */
    static final String COUNT_ON = """
        UPDATE deliveries d SET attempts = a.number
        FROM unnest(?, ?) AS e (partner_id, event_id)
        CROSS JOIN LATERAL (
            SELECT number
            FROM attempts
            WHERE partner_id = e.partner_id AND event_id = e.event_id
            ORDER BY number DESC
            LIMIT 1
        ) a
        """ + DueDeliveries.QUEUED + """
        WHERE d.ctid = queued.place AND d.attempts < a.number
        """;

    @Override
    public Redelivered redeliver(PartnerId partnerId, EventId id) {
        Instant now = now();
        return statements.together(() -> {
            Optional<Boolean> due = statements.find(
                    SEND_AGAIN,
                    parameters ->
                            parameters.uuid(partnerId.value()).uuid(id.value()).instant(now),
                    row -> row.flag("due"));
            if (due.isEmpty()) {
                return Redelivered.UNKNOWN;
            }
            countOn(partnerId, List.of(id));
            return due.get() ? Redelivered.DUE : Redelivered.CLAIMED;
        });
    }

    private void countOn(PartnerId partnerId, List<EventId> events) {
        statements.update(
                COUNT_ON,
                parameters ->
                        parameters.uuids(events, event -> partnerId.value()).uuids(events, EventId::value));
    }

    /** Events of kinds and of a state, by how they ended; what was put on its way in the meantime is left alone. */
    static final String SEND_MANY_AGAIN = """
        INSERT INTO deliveries (partner_id, event_id, due_at, claimed_by, attempts, failures)
        SELECT a.partner_id, a.event_id, ?, NULL, 0, 0
        FROM attempts a
        CROSS JOIN LATERAL (
            SELECT event_type FROM events e WHERE e.partner_id = a.partner_id AND e.event_id = a.event_id LIMIT 1
        ) e
        """ + DeliveryPages.LAST_WORD.formatted("a") + """
        WHERE a.partner_id = ? AND a.leaves = ? AND a.leaves <> 'pending' AND a.event_id >= ? AND a.event_id > ? AND a.event_id < ?
            AND e.event_type = ANY (?) AND latest.number = a.number AND underway.event_id IS NULL
        ORDER BY a.event_id
        LIMIT ?
        ON CONFLICT (partner_id, event_id) DO NOTHING
        RETURNING event_id
        """;

    @Override
    public List<EventId> redeliver(PartnerId partnerId, Redelivery which, int atMost) {
        Instant now = now();
        return statements.together(() -> {
            List<EventId> events = statements
                    .list(
                            SEND_MANY_AGAIN,
                            parameters -> parameters
                                    .instant(now)
                                    .uuid(partnerId.value())
                                    .text(which.state().published())
                                    .uuid(EventIds.atOrAfter(which.from()))
                                    .uuid(which.after().map(EventId::value).orElse(EventIds.LEAST))
                                    .uuid(EventIds.atOrAfter(which.to()))
                                    .texts(List.copyOf(which.types()), EventType::published)
                                    .number(atMost),
                            row -> new EventId(row.uuid("event_id")))
                    .stream()
                    .sorted(Comparator.comparing(EventId::published))
                    .toList();
            countOn(partnerId, events);
            return events;
        });
    }

    /** Truncated, not rounded: a lease must not end before its time. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}

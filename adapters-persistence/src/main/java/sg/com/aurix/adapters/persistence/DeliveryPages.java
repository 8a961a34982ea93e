package sg.com.aurix.adapters.persistence;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sg.com.aurix.application.port.Attempt;
import sg.com.aurix.application.port.DeliveryFilter;
import sg.com.aurix.application.port.DeliverySummary;
import sg.com.aurix.application.port.OutboxEvent;
import sg.com.aurix.application.port.PageRequest;
import sg.com.aurix.application.port.RecordedEvent;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.webhook.DeliveryState;
import sg.com.aurix.domain.webhook.EventId;
import sg.com.aurix.domain.webhook.EventType;

/**
 * Reads events and what became of them. Each question cuts its page from the index made for it; the rest is looked up for the rows of the
 * page only.
 */
final class DeliveryPages {
    /** Events of kinds that only a newer version understands are left to that one (RS-6). */
    private static final String KNOWN = Stream.of(EventType.values())
            .map(type -> "'" + type.published() + "'")
            .collect(Collectors.joining(", ", "event_type IN (", ")"));

    private static final String OF_PARTNER = """
        SELECT partner_id, event_id, event_type, occurred_at
        FROM events
        WHERE partner_id = ? AND event_id >= ? AND event_id < ?\
        """;

    private static final String ALL = OF_PARTNER + " AND " + KNOWN;

    /** Most events are clicks: those of that kind are nearly all there are. */
    private static final String CLICKS = OF_PARTNER + " AND event_type = ?";

    private static final String OF_LEADS = OF_PARTNER + " AND event_type <> 'widget.click' AND event_type = ?";

    /**
     * What there is to know about candidates that ended: their latest attempt, and whether they are on their way again. As look-ups, row by
     * row, which a NOT EXISTS need not be.
     */
    static final String LAST_WORD = """
        CROSS JOIN LATERAL (
            SELECT number
            FROM attempts
            WHERE partner_id = %1$s.partner_id AND event_id = %1$s.event_id
            ORDER BY number DESC
            LIMIT 1
        ) latest
        LEFT JOIN LATERAL (
            SELECT event_id
            FROM deliveries
            WHERE partner_id = %1$s.partner_id AND event_id = %1$s.event_id
            LIMIT 1
        ) underway ON true
        """;

    private static final String EVENT = """
        CROSS JOIN LATERAL (
            SELECT event_type, occurred_at
            FROM events
            WHERE partner_id = c.partner_id AND event_id = c.event_id
            LIMIT 1
        ) e
        """;

    private static final String WITHIN =
            "WHERE c.partner_id = ? AND c.event_id >= ? AND c.event_id < ? AND (? IS NULL OR e.event_type = ?) AND e."
                    + KNOWN;

    private static final String PENDING =
            "SELECT c.partner_id, c.event_id, e.event_type, e.occurred_at FROM deliveries c\n" + EVENT + WITHIN;

    private static final String ENDED = "SELECT c.partner_id, c.event_id, e.event_type, e.occurred_at FROM attempts c\n"
            + EVENT
            + LAST_WORD.formatted("c")
            + WITHIN
            + " AND c.leaves = ? AND c.leaves <> 'pending' AND latest.number = c.number AND underway.event_id IS NULL";

    private static final String STATE = """
        LEFT JOIN LATERAL (
            SELECT due_at, claimed_by
            FROM deliveries
            WHERE partner_id = page.partner_id AND event_id = page.event_id
            LIMIT 1
        ) d ON true
        LEFT JOIN LATERAL (
            SELECT leaves AS ended
            FROM attempts
            WHERE partner_id = page.partner_id AND event_id = page.event_id
            ORDER BY number DESC
            LIMIT 1
        ) final ON true
        """;

    /** An event in neither table is what is left of a day that goes: nobody can say any more what became of it. */
    private static final String KNOWN_STATE = "WHERE d.due_at IS NOT NULL OR final.ended IS NOT NULL\n";

    private static final String PAGE = """
        WITH page AS MATERIALIZED (
            %s
            ORDER BY event_id DESC
            LIMIT ? OFFSET ?
        )
        SELECT page.*, d.*, final.*, last.*, counted.sent
        FROM page
        """ + STATE + """
        LEFT JOIN LATERAL (
            SELECT number, started_at, took_ns, leaves, next_at, hub_signature, webhook_signature, status, excerpt, no_answer
            FROM attempts
            WHERE partner_id = page.partner_id AND event_id = page.event_id AND hub_signature IS NOT NULL
            ORDER BY number DESC
            LIMIT 1
        ) last ON true
        CROSS JOIN LATERAL (
            SELECT count(hub_signature) AS sent
            FROM attempts
            WHERE partner_id = page.partner_id AND event_id = page.event_id
        ) counted
        """ + KNOWN_STATE + """
        ORDER BY page.event_id DESC
        """;

    static final String PAGE_OF_ALL = PAGE.formatted(ALL);
    static final String PAGE_OF_CLICKS = PAGE.formatted(CLICKS);
    static final String PAGE_OF_LEADS = PAGE.formatted(OF_LEADS);
    static final String PAGE_OF_PENDING = PAGE.formatted(PENDING);
    static final String PAGE_OF_ENDED = PAGE.formatted(ENDED);

    static final String FIND = """
        SELECT page.*, d.*, final.*
        FROM (SELECT * FROM events WHERE partner_id = ? AND event_id = ? AND %s LIMIT 1) page
        """.formatted(KNOWN) + STATE + KNOWN_STATE;

    static final String ATTEMPTS = """
        SELECT *
        FROM attempts
        WHERE partner_id = ? AND event_id = ? AND hub_signature IS NOT NULL
        ORDER BY number
        """;

    private final Statements statements;

    DeliveryPages(Statements statements) {
        this.statements = statements;
    }

    List<DeliverySummary> page(PartnerId partnerId, DeliveryFilter filter, PageRequest request) {
        Optional<String> type = filter.type().map(EventType::published);
        Optional<DeliveryState> state = filter.state();
        return statements.list(
                sql(filter),
                parameters -> {
                    parameters.uuid(partnerId.value()).uuid(first(request)).uuid(before(request));
                    if (state.isPresent()) {
                        parameters.text(type).text(type);
                        if (state.get() != DeliveryState.PENDING) {
                            parameters.text(state.get().published());
                        }
                    } else if (type.isPresent()) {
                        parameters.text(type);
                    }
                    parameters.number(request.limit()).number(request.offset());
                },
                DeliveryRows::summary);
    }

    private static String sql(DeliveryFilter filter) {
        if (filter.state().isPresent()) {
            return filter.state().get() == DeliveryState.PENDING ? PAGE_OF_PENDING : PAGE_OF_ENDED;
        }
        if (filter.type().isPresent()) {
            return filter.type().get() == EventType.WIDGET_CLICK ? PAGE_OF_CLICKS : PAGE_OF_LEADS;
        }
        return PAGE_OF_ALL;
    }

    private static UUID first(PageRequest request) {
        return request.from().map(EventIds::atOrAfter).orElse(EventIds.LEAST);
    }

    /** Both upper bounds as one: what lies before the cursor's event, and before the end of the time asked for. */
    private static UUID before(PageRequest request) {
        UUID to = request.to().map(EventIds::atOrAfter).orElse(EventIds.GREATEST);
        return request.after()
                .flatMap(position -> EventId.parse(position.id()))
                .map(EventId::value)
                // As PostgreSQL compares UUIDs, byte by byte; Java compares them as signed numbers.
                .filter(after -> after.toString().compareTo(to.toString()) < 0)
                .orElse(to);
    }

    Optional<RecordedEvent> find(PartnerId partnerId, EventId id) {
        return statements
                .find(
                        FIND,
                        parameters -> parameters.uuid(partnerId.value()).uuid(id.value()),
                        row -> new Found(DeliveryRows.event(row), DeliveryRows.state(row), DeliveryRows.nextAt(row)))
                .map(found -> new RecordedEvent(found.event(), found.state(), found.nextAt(), attempts(partnerId, id)));
    }

    private List<Attempt> attempts(PartnerId partnerId, EventId id) {
        return statements.list(
                ATTEMPTS, parameters -> parameters.uuid(partnerId.value()).uuid(id.value()), DeliveryRows::attempt);
    }

    private record Found(OutboxEvent event, DeliveryState state, Optional<Instant> nextAt) {}
}

package sg.com.aurix.adapters.persistence;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sg.com.aurix.application.port.Delivery;
import sg.com.aurix.application.port.StoreUnavailableException;
import sg.com.aurix.domain.partner.PartnerId;

/** Claims, in the name of one node, events that are due. */
final class DueDeliveries {
    private static final Logger LOG = LoggerFactory.getLogger(DueDeliveries.class);
    private static final int MOST_CLAIMED = 1_000;

    /**
     * The places ({@code ctid}) in the queue of events {@code e}, by which statements change it. Joined by the key, each of the events may
     * be compared with the whole queue: that is what PostgreSQL does where it takes the queue for empty, as it was when it was vacuumed.
     *
     * <p>A place is good for as long as the statement. A row that somebody else changes meanwhile may be found no more by its old one, so
     * this is for changes that only the holder of a claim makes, or that come after the row was locked.
     */
    static final String QUEUED = """
        CROSS JOIN LATERAL (
            SELECT ctid AS place FROM deliveries WHERE partner_id = e.partner_id AND event_id = e.event_id LIMIT 1
        ) queued
        """;

    /**
     * Of each partner those that are due longest, from the partner's own part of the index, so that nobody's backlog is walked over for
     * somebody else's events. Rows that another node is claiming at this moment are passed over, and nobody waits.
     *
     * <p>Rows are changed by their place, as in {@link #QUEUED}; there they stay because they are locked.
     */
    static final String CLAIM = """
        WITH due AS MATERIALIZED (
            SELECT d.*
            FROM partners p
            LEFT JOIN unnest(?, ?) AS behind (partner_id, after) ON behind.partner_id = p.partner_id
            CROSS JOIN LATERAL (
                SELECT ctid AS place, due_at
                FROM deliveries
                WHERE partner_id = p.partner_id AND due_at <= ? AND due_at > coalesce(behind.after, ?)
                ORDER BY due_at, event_id
                LIMIT ?
                FOR UPDATE SKIP LOCKED
            ) d
            WHERE p.partner_id <> ALL (?)
            LIMIT ?
        ), claimed AS (
            UPDATE deliveries d SET claimed_by = ?, due_at = ?
            FROM due
            WHERE d.ctid = due.place
            RETURNING d.partner_id, d.event_id, d.failures, due.due_at AS was_due_at
        )
        SELECT c.partner_id, c.event_id, c.failures, c.was_due_at, e.event_type, e.occurred_at, e.body
        FROM claimed c
        LEFT JOIN LATERAL (
            SELECT event_type, occurred_at, body
            FROM events
            WHERE partner_id = c.partner_id AND event_id = c.event_id
            LIMIT 1
        ) e ON true
        ORDER BY c.was_due_at, c.event_id
        """;

    /** Rows whose events went with their partition: nothing can ever come of them. */
    static final String FORGET = """
        DELETE FROM deliveries d
        USING unnest(?, ?) AS e (partner_id, event_id)
        """ + QUEUED + """
        WHERE d.ctid = queued.place AND d.claimed_by = ?
        """;

    private final Statements statements;
    private final UUID node;
    private final Duration lease;
    private final DueWindow window = new DueWindow();

    DueDeliveries(Statements statements, UUID node, Duration lease) {
        this.statements = statements;
        this.node = node;
        this.lease = lease;
    }

    /** As {@link sg.com.aurix.application.port.Outbox#claimDue}. */
    List<Delivery> claim(Instant now, int atMostEach, Set<PartnerId> except) {
        DueWindow.Look look = window.look(now, except);
        List<Claimed> claimed = claim(look, atMostEach);
        window.seen(look, limited(claimed, atMostEach), claimed.size() < MOST_CLAIMED);
        List<Claimed> gone = claimed.stream().filter(Claimed::isGone).toList();
        if (!gone.isEmpty()) {
            forget(gone);
        }
        return claimed.stream().map(Claimed::delivery).flatMap(Optional::stream).toList();
    }

    /** The partners of whom there may be more, and when the last of theirs was due. */
    private static Map<PartnerId, Instant> limited(List<Claimed> claimed, int atMostEach) {
        Map<PartnerId, List<Claimed>> byPartner =
                claimed.stream().collect(Collectors.groupingBy(row -> new PartnerId(row.partnerId())));
        Map<PartnerId, Instant> limited = new HashMap<>();
        byPartner.forEach((partner, rows) -> {
            if (rows.size() >= atMostEach) {
                limited.put(partner, rows.getLast().wasDueAt());
            }
        });
        return limited;
    }

    private List<Claimed> claim(DueWindow.Look look, int atMostEach) {
        List<Map.Entry<PartnerId, Instant>> behind = List.copyOf(look.behind().entrySet());
        try {
            return statements.list(
                    CLAIM,
                    parameters -> parameters
                            .uuids(behind, entry -> entry.getKey().value())
                            .instants(behind, Map.Entry::getValue)
                            .instant(look.at())
                            .instant(look.after())
                            .number(atMostEach)
                            .uuids(List.copyOf(look.except()), PartnerId::value)
                            .number(MOST_CLAIMED)
                            .uuid(node)
                            .instant(look.at().plus(lease)),
                    DueDeliveries::claimed);
        } catch (RuntimeException e) {
            window.failed(look);
            throw e;
        }
    }

    private void forget(List<Claimed> gone) {
        try {
            int forgotten = statements.update(
                    FORGET,
                    parameters -> parameters
                            .uuids(gone, Claimed::partnerId)
                            .uuids(gone, Claimed::eventId)
                            .uuid(node));
            LOG.warn("{} events are not sent any more: they are gone, with the partition of their day", forgotten);
        } catch (StoreUnavailableException e) {
            // They are due again when their claims end, and the others that were claimed with them go out now.
            LOG.warn("{} events that are gone stay in the queue for now: {}", gone.size(), e.getMessage());
        }
    }

    /** Has the next look find what became due at a time that has passed already. */
    void lookBackFor(PartnerId partnerId) {
        window.lookBackFor(partnerId);
    }

    /** An event that only a newer version understands stays pending for that one, and the others go out (RS-6). */
    private static Claimed claimed(Row row) throws SQLException {
        UUID partnerId = row.uuid("partner_id");
        UUID eventId = row.uuid("event_id");
        Instant wasDueAt = row.instant("was_due_at");
        if (row.isNull("event_type")) {
            return new Claimed(partnerId, eventId, wasDueAt, true, Optional.empty());
        }
        try {
            Delivery delivery = new Delivery(DeliveryRows.event(row), (int) row.number("failures"));
            return new Claimed(partnerId, eventId, wasDueAt, false, Optional.of(delivery));
        } catch (IllegalStateException e) {
            LOG.error("an event in the outbox cannot be read by this version and is passed over");
            return new Claimed(partnerId, eventId, wasDueAt, false, Optional.empty());
        }
    }

    /**
     * A row of the queue.
     *
     * @param isGone whether there is no event of that id any more
     * @param delivery none where the event is gone, or cannot be read by this version
     */
    private record Claimed(
            UUID partnerId, UUID eventId, Instant wasDueAt, boolean isGone, Optional<Delivery> delivery) {}
}

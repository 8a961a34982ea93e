package sg.com.aurix.bootstrap.bench;

import java.time.OffsetDateTime;
import java.util.Optional;

/** One of the two lists, and how anybody would ask PostgreSQL for a page of it. */
enum Listing {
    LEADS("leads", "lead_id::text", "created_at", """
        SELECT l.lead_id, l.correlation_id, l.data, l.created_at, l.updated_at, l.completed_at, c.*, k.*
        FROM (
            SELECT * FROM leads
            WHERE partner_id = ?::uuid AND created_at >= ? AND (created_at, lead_id) < (?, ?::bigint)
            ORDER BY created_at DESC, lead_id DESC LIMIT 50 OFFSET ?
        ) l
        JOIN conversations c USING (partner_id, conversation_id)
        LEFT JOIN LATERAL (
            SELECT * FROM clicks
            WHERE partner_id = l.partner_id AND correlation_id = l.correlation_id
            ORDER BY clicked_at, click_id LIMIT 1
        ) k ON true
        ORDER BY l.created_at DESC, l.lead_id DESC
        """, "0"),
    ATTRIBUTION("attribution", "click_id::text", "clicked_at", """
        SELECT k.*, s.correlated_at, l.data ->> 'lead_type'
        FROM (
            SELECT * FROM clicks
            WHERE partner_id = ?::uuid AND clicked_at >= ? AND (clicked_at, click_id) < (?, ?::uuid)
            ORDER BY clicked_at DESC, click_id DESC LIMIT 50 OFFSET ?
        ) k
        LEFT JOIN sessions s ON s.partner_id = k.partner_id AND s.correlation_id = k.correlation_id
        LEFT JOIN leads l ON l.partner_id = s.partner_id AND l.conversation_id = s.conversation_id
        ORDER BY k.clicked_at DESC, k.click_id DESC
        """, "00000000-0000-0000-0000-000000000000");

    private final String path;
    private final String id;
    private final String time;
    private final String statement;
    private final String leastId;

    Listing(String path, String id, String time, String statement, String leastId) {
        this.path = path;
        this.id = id;
        this.time = time;
        this.statement = statement;
        this.leastId = leastId;
    }

    /** As a path names it, and people do. */
    String path() {
        return path;
    }

    /** The statement: partner, from, before, id before, offset. */
    String statement() {
        return statement;
    }

    /** An id that is not greater than any. */
    String leastId() {
        return leastId;
    }

    /** What tells the id and the time of a row so many rows from the newest. */
    String rowAt(String partnerId, int offset) {
        String table = this == LEADS ? "leads" : "clicks";
        return "SELECT %s AS id, %s AS at FROM %s WHERE partner_id = '%s' ORDER BY 2 DESC LIMIT 1 OFFSET %d"
                .formatted(id, time, table, partnerId, offset);
    }

    /** Which page is asked for, over HTTP and of PostgreSQL. */
    record Wanted(
            String name,
            String query,
            Optional<OffsetDateTime> from,
            OffsetDateTime before,
            String beforeId,
            int offset) {}
}

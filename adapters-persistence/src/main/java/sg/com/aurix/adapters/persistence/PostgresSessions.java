package sg.com.aurix.adapters.persistence;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sg.com.aurix.application.port.Sessions;
import sg.com.aurix.domain.conversation.ConversationId;
import sg.com.aurix.domain.conversation.Reference;
import sg.com.aurix.domain.partner.ChannelId;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.tracking.CorrelationId;
import sg.com.aurix.domain.tracking.DeviceId;
import sg.com.aurix.domain.tracking.Session;

final class PostgresSessions implements Sessions {
    static final String LINK = """
        UPDATE sessions SET conversation_id = ?, correlated_at = ?
        WHERE partner_id = ? AND lower(correlation_id) = ? AND conversation_id IS NULL
        RETURNING *
        """;

    static final String FIND_REFERENCED = "SELECT * FROM sessions WHERE partner_id = ? AND lower(correlation_id) = ?";

    /** One look-up in an index for each reference, as in {@link SessionOpening}. */
    static final String KNOWN = """
        SELECT r.folded
        FROM unnest(?) WITH ORDINALITY AS r (folded, nr)
        CROSS JOIN LATERAL (
            SELECT partner_id FROM sessions WHERE lower(correlation_id) = r.folded COLLATE "C" LIMIT 1
        ) s
        WHERE s.partner_id = ?
        ORDER BY r.nr
        """;

    static final String FIND = "SELECT * FROM sessions WHERE partner_id = ? AND correlation_id = ?";

    private final Transactions transactions;
    private final Statements statements;

    PostgresSessions(Transactions transactions, Statements statements) {
        this.transactions = transactions;
        this.statements = statements;
    }

    @Override
    public List<Opening> openOrResume(List<Session> candidates, Instant since) {
        return transactions.run(() -> new SessionOpening(statements, since).open(candidates));
    }

    @Override
    public Linking link(PartnerId partnerId, Reference reference, ConversationId conversationId, Instant now) {
        Optional<Session> linked = statements.find(
                LINK,
                parameters -> parameters
                        .number(conversationId.value())
                        .instant(now)
                        .uuid(partnerId.value())
                        .text(reference.folded()),
                PostgresSessions::session);
        if (linked.isPresent()) {
            return new Linking.Linked(linked.get());
        }
        return statements
                .find(
                        FIND_REFERENCED,
                        parameters -> parameters.uuid(partnerId.value()).text(reference.folded()),
                        row -> row.number("conversation_id") == conversationId.value()
                                ? new Linking.AlreadyLinked(session(row))
                                : new Linking.LinkedElsewhere())
                .orElseGet(Linking.Unknown::new);
    }

    @Override
    public List<Reference> known(PartnerId partnerId, List<Reference> references) {
        return statements.list(
                KNOWN,
                parameters -> parameters.texts(references, Reference::folded).uuid(partnerId.value()),
                row -> new Reference(row.text("folded")));
    }

    @Override
    public Optional<Session> find(PartnerId partnerId, CorrelationId id) {
        return statements.find(
                FIND, parameters -> parameters.uuid(partnerId.value()).text(id.value()), PostgresSessions::session);
    }

    /** The session in a row that has the columns of {@code sessions}. */
    static Session session(Row row) throws SQLException {
        return session(row, new PartnerId(row.uuid("partner_id")), new DeviceId(row.text("device_id")));
    }

    /** As {@link #session(Row)}, where it is known whose session it is. */
    static Session session(Row row, PartnerId partnerId, DeviceId deviceId) throws SQLException {
        return new Session(
                new CorrelationId(row.text("correlation_id")),
                partnerId,
                new ChannelId(row.text("channel_id")),
                deviceId,
                row.instant("started_at"),
                row.optionalInstant("correlated_at"));
    }
}

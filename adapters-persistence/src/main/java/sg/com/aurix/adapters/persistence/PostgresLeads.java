package sg.com.aurix.adapters.persistence;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sg.com.aurix.application.port.LeadRow;
import sg.com.aurix.application.port.Leads;
import sg.com.aurix.application.port.PageRequest;
import sg.com.aurix.domain.conversation.Contact;
import sg.com.aurix.domain.conversation.ContactUserId;
import sg.com.aurix.domain.conversation.Conversation;
import sg.com.aurix.domain.conversation.ConversationId;
import sg.com.aurix.domain.lead.Lead;
import sg.com.aurix.domain.lead.LeadId;
import sg.com.aurix.domain.partner.ChannelId;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.partner.PhoneNumber;
import sg.com.aurix.domain.tracking.Click;
import sg.com.aurix.domain.tracking.CorrelationId;

final class PostgresLeads implements Leads {
    private static final long LEAST_ID = 0;

    /** Only locks: after a wait, a statement that also read the conversation would show it as it was before the wait. */
    static final String LOCK = "SELECT lead_id FROM leads WHERE partner_id = ? AND conversation_id = ? FOR UPDATE";

    private static final String OPEN = """
        INSERT INTO leads (partner_id, conversation_id, data, created_at, updated_at)
        VALUES (?, ?, '{}', ?, ?)
        ON CONFLICT (partner_id, conversation_id) DO NOTHING
        RETURNING lead_id
        """;

    private static final String LEAD_COLUMNS = """
        l.lead_id, l.correlation_id AS lead_correlation_id, l.data, l.created_at, l.updated_at, l.completed_at,
        c.conversation_id, c.channel_id AS conversation_channel_id, c.user_id, c.phone_number,
        c.started_at AS conversation_started_at
        """;

    static final String READ = "SELECT " + LEAD_COLUMNS + """
        FROM leads l
        JOIN conversations c ON c.partner_id = l.partner_id AND c.conversation_id = l.conversation_id
        WHERE l.partner_id = ? AND l.conversation_id = ?
        """;

    private static final String SAVE = """
        UPDATE leads SET correlation_id = ?, data = ?::json, updated_at = ?, completed_at = ?
        WHERE partner_id = ? AND lead_id = ?
        """;

    static final String FIRST_CLICK = "SELECT " + PostgresClicks.COLUMNS + """
        FROM clicks k
        WHERE partner_id = ? AND correlation_id = ?
        ORDER BY clicked_at, click_id
        LIMIT 1
        """;

    /** The page is cut first, from the index alone; conversations and first clicks are looked up for its rows only, one by one. */
    static final String PAGE = """
        WITH page AS (
            SELECT *
            FROM leads
            WHERE partner_id = ? AND created_at >= ? AND (created_at, lead_id) < (?, ?)
            ORDER BY created_at DESC, lead_id DESC
            LIMIT ? OFFSET ?
        )
        SELECT %s, %s
        FROM page l
        CROSS JOIN LATERAL (
            SELECT *
            FROM conversations
            WHERE partner_id = l.partner_id AND conversation_id = l.conversation_id
            LIMIT 1
        ) c
        LEFT JOIN LATERAL (
            SELECT *
            FROM clicks
            WHERE partner_id = l.partner_id AND correlation_id = l.correlation_id
            ORDER BY clicked_at, click_id
            LIMIT 1
        ) k ON true
        ORDER BY l.created_at DESC, l.lead_id DESC
        """.formatted(LEAD_COLUMNS, PostgresClicks.COLUMNS);

    private final Transactions transactions;
    private final Statements statements;

    PostgresLeads(Transactions transactions, Statements statements) {
        this.transactions = transactions;
        this.statements = statements;
    }

    @Override
    public Lead openOrLock(Conversation conversation, Instant now) {
        transactions.requireUnitOfWork();
        if (!lockRow(conversation.partnerId(), conversation.id()) && !open(conversation, now)) {
            // Somebody opened it since the first look.
            lockRow(conversation.partnerId(), conversation.id());
        }
        return read(conversation.partnerId(), conversation.id())
                .orElseThrow(() -> new GivenUpException("a lead was removed while it was opened"));
    }

    @Override
    public Optional<Lead> lock(PartnerId partnerId, ConversationId conversationId) {
        transactions.requireUnitOfWork();
        return lockRow(partnerId, conversationId) ? read(partnerId, conversationId) : Optional.empty();
    }

    private boolean lockRow(PartnerId partnerId, ConversationId conversationId) {
        return statements
                .find(
                        LOCK,
                        parameters -> parameters.uuid(partnerId.value()).number(conversationId.value()),
                        row -> row.number("lead_id"))
                .isPresent();
    }

    private boolean open(Conversation conversation, Instant now) {
        return statements
                .find(
                        OPEN,
                        parameters -> parameters
                                .uuid(conversation.partnerId().value())
                                .number(conversation.id().value())
                                .instant(now)
                                .instant(now),
                        row -> row.number("lead_id"))
                .isPresent();
    }

    private Optional<Lead> read(PartnerId partnerId, ConversationId conversationId) {
        return statements.find(
                READ,
                parameters -> parameters.uuid(partnerId.value()).number(conversationId.value()),
                row -> lead(partnerId, row));
    }

    @Override
    public void save(Lead lead) {
        transactions.requireUnitOfWork();
        int saved = statements.update(
                SAVE,
                parameters -> parameters
                        .text(lead.correlationId().map(CorrelationId::value))
                        .text(Json.of(lead.data()))
                        .instant(lead.updatedAt())
                        .instant(lead.completedAt())
                        .uuid(lead.conversation().partnerId().value())
                        .number(lead.id().value()));
        if (saved == 0) {
            throw new IllegalArgumentException("there is no such lead");
        }
    }

    @Override
    public LeadRow row(Lead lead) {
        Optional<Click> firstClick = lead.correlationId()
                .flatMap(session -> statements.find(
                        FIRST_CLICK,
                        parameters -> parameters
                                .uuid(lead.conversation().partnerId().value())
                                .text(session.value()),
                        row -> PostgresClicks.click(lead.conversation().partnerId(), row)));
        return new LeadRow(lead, firstClick);
    }

    @Override
    public List<LeadRow> page(PartnerId partnerId, PageRequest request) {
        PageBounds<Long> bounds = PageBounds.of(request, LEAST_ID, Long::parseLong);
        return statements.list(
                PAGE,
                parameters -> parameters
                        .uuid(partnerId.value())
                        .instant(bounds.from())
                        .instant(bounds.before())
                        .number(bounds.beforeId())
                        .number(request.limit())
                        .number(request.offset()),
                row -> new LeadRow(
                        lead(partnerId, row),
                        row.isNull("click_id") ? Optional.empty() : Optional.of(PostgresClicks.click(partnerId, row))));
    }

    private static Lead lead(PartnerId partnerId, Row row) throws SQLException {
        Conversation conversation = new Conversation(
                new ConversationId(row.number("conversation_id")),
                partnerId,
                new ChannelId(row.text("conversation_channel_id")),
                new Contact(
                        row.optionalText("user_id").map(ContactUserId::new),
                        row.optionalText("phone_number").map(PhoneNumber::new)),
                row.instant("conversation_started_at"));
        return new Lead(
                new LeadId(row.number("lead_id")),
                conversation,
                row.optionalText("lead_correlation_id").map(CorrelationId::new),
                Json.toLeadData(row.text("data")),
                row.instant("created_at"),
                row.instant("updated_at"),
                row.optionalInstant("completed_at"));
    }
}

package sg.com.aurix.adapters.persistence;

import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import sg.com.aurix.application.port.AttributionRow;
import sg.com.aurix.application.port.Clicks;
import sg.com.aurix.application.port.PageRequest;
import sg.com.aurix.domain.partner.ChannelId;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.tracking.Click;
import sg.com.aurix.domain.tracking.ClickId;
import sg.com.aurix.domain.tracking.CorrelationId;
import sg.com.aurix.domain.tracking.DeviceId;
import sg.com.aurix.domain.tracking.PageContext;
import sg.com.aurix.domain.tracking.PageUrl;
import sg.com.aurix.domain.tracking.Visitor;

final class PostgresClicks implements Clicks {
    private static final UUID LEAST_ID = new UUID(0, 0);

    private static final String RECORD = """
        INSERT INTO clicks (
            partner_id, click_id, channel_id, correlation_id, device_id, click_url, first_raw_url, ip_address, user_agent,
            clicked_at, referrer, page_title, is_bot)
        SELECT * FROM unnest(?)
        """;

    /** What a click is made of, beside its partner, where {@code clicks} is called {@code k}. */
    static final String COLUMNS = """
        k.click_id, k.channel_id, k.correlation_id, k.device_id, k.click_url, k.first_raw_url, k.ip_address, k.user_agent,
        k.clicked_at, k.referrer, k.page_title, k.is_bot
        """;

    /**
     * The page is cut first, from the index alone, and what came of each click is looked up for its rows only, one by one. The lead's
     * type is a value and not one more join, because PostgreSQL would remember what it found for each conversation, which hardly recurs.
     */
    static final String PAGE = """
        WITH page AS (
            SELECT *
            FROM clicks
            WHERE partner_id = ? AND clicked_at >= ? AND (clicked_at, click_id) < (?, ?)
            ORDER BY clicked_at DESC, click_id DESC
            LIMIT ? OFFSET ?
        )
        SELECT %s, s.correlated_at, (
            SELECT data ->> 'lead_type'
            FROM leads
            WHERE partner_id = k.partner_id AND conversation_id = s.conversation_id
        ) AS lead_type
        FROM page k
        LEFT JOIN LATERAL (
            SELECT correlated_at, conversation_id
            FROM sessions
            WHERE partner_id = k.partner_id AND correlation_id = k.correlation_id
            LIMIT 1
        ) s ON true
        ORDER BY k.clicked_at DESC, k.click_id DESC
        """.formatted(COLUMNS);

    private final Statements statements;

    PostgresClicks(Statements statements) {
        this.statements = statements;
    }

    @Override
    public void record(List<Click> clicks) {
        try {
            statements.update(
                    RECORD,
                    parameters -> parameters.rows(
                            "new_click",
                            clicks,
                            (columns, click) -> columns.uuid(click.partnerId().value())
                                    .uuid(click.id().value())
                                    .text(click.channelId().value())
                                    .text(click.correlationId().value())
                                    .text(click.deviceId().value())
                                    .text(click.clickUrl().value())
                                    .text(click.firstRawUrl().map(PageUrl::value))
                                    .text(click.visitor().ipAddress())
                                    .text(click.visitor().userAgent())
                                    .instant(click.clickedAt())
                                    .text(click.context().referrer().map(PageUrl::value))
                                    .text(click.context().title())
                                    .flag(click.bot())));
        } catch (StatementFailedException e) {
            throw e.whileAdding("a click's id");
        }
    }

    @Override
    public List<AttributionRow> page(PartnerId partnerId, PageRequest request) {
        PageBounds<UUID> bounds = PageBounds.of(request, LEAST_ID, UUID::fromString);
        return statements.list(
                PAGE,
                parameters -> parameters
                        .uuid(partnerId.value())
                        .instant(bounds.from())
                        .instant(bounds.before())
                        .uuid(bounds.beforeId())
                        .number(request.limit())
                        .number(request.offset()),
                row -> new AttributionRow(
                        click(partnerId, row), row.optionalInstant("correlated_at"), row.optionalText("lead_type")));
    }

    /** The click of that partner in a row that has the {@link #COLUMNS} of {@code clicks}. */
    static Click click(PartnerId partnerId, Row row) throws SQLException {
        return new Click(
                new ClickId(row.uuid("click_id")),
                partnerId,
                new ChannelId(row.text("channel_id")),
                new CorrelationId(row.text("correlation_id")),
                new DeviceId(row.text("device_id")),
                new PageUrl(row.text("click_url")),
                row.optionalText("first_raw_url").map(PageUrl::new),
                new PageContext(row.optionalText("referrer").map(PageUrl::new), row.optionalText("page_title")),
                new Visitor(row.optionalText("ip_address"), row.optionalText("user_agent")),
                row.flag("is_bot"),
                row.instant("clicked_at"));
    }
}

package sg.com.aurix.adapters.persistence;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import sg.com.aurix.application.port.Channels;
import sg.com.aurix.domain.partner.Channel;
import sg.com.aurix.domain.partner.ChannelId;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.partner.WidgetToken;

final class PostgresChannels implements Channels {
    /** Of our own, because Micronaut Data counts the rows it was given and not those that were written. */
    private static final String ADD_UNLESS_TAKEN = """
        INSERT INTO channels (
            partner_id, channel_id, phone_number, widget_token, display_name, preview_message, message_template, popup,
            lead_form, active, created_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?::json, ?, ?)
        ON CONFLICT DO NOTHING
        """;

    private static final String REPLACE = """
        UPDATE channels SET
            phone_number = ?, display_name = ?, preview_message = ?, message_template = ?, popup = ?, lead_form = ?::json,
            active = ?
        WHERE partner_id = ? AND channel_id = ?
        """;

    private final Transactions transactions;
    private final Statements statements;
    private final ChannelRows rows;

    PostgresChannels(Transactions transactions, Statements statements, ChannelRows rows) {
        this.transactions = transactions;
        this.statements = statements;
        this.rows = rows;
    }

    @Override
    public boolean add(Channel channel) {
        ChannelRow row = ChannelRow.of(channel);
        int added = statements.update(
                ADD_UNLESS_TAKEN,
                parameters -> parameters
                        .uuid(row.partnerId())
                        .text(row.channelId())
                        .text(row.phoneNumber())
                        .text(row.widgetToken())
                        .text(row.displayName())
                        .text(row.previewMessage())
                        .text(row.messageTemplate())
                        .flag(row.popup())
                        .text(row.leadForm())
                        .flag(row.active())
                        .instant(row.createdAt()));
        return added > 0;
    }

    @Override
    public boolean replace(Channel channel) {
        ChannelRow row = ChannelRow.of(channel);
        int replaced = statements.update(
                REPLACE,
                parameters -> parameters
                        .text(row.phoneNumber())
                        .text(row.displayName())
                        .text(row.previewMessage())
                        .text(row.messageTemplate())
                        .flag(row.popup())
                        .text(row.leadForm())
                        .flag(row.active())
                        .uuid(row.partnerId())
                        .text(row.channelId()));
        return replaced > 0;
    }

    @Override
    public Optional<Channel> lock(PartnerId partnerId, ChannelId id) {
        transactions.requireUnitOfWork();
        return transactions.call(() -> rows.lock(partnerId.value(), id.value())).map(ChannelRow::toChannel);
    }

    @Override
    public Optional<Channel> find(ChannelId id) {
        return transactions.call(() -> rows.findByChannelId(id.value())).map(ChannelRow::toChannel);
    }

    @Override
    public Map<WidgetToken, Channel> byToken(Collection<WidgetToken> tokens) {
        if (tokens.isEmpty()) {
            return Map.of();
        }
        Set<String> values = tokens.stream().map(WidgetToken::value).collect(Collectors.toSet());
        return transactions.call(() -> rows.findByWidgetTokenIn(values)).stream()
                .map(ChannelRow::toChannel)
                .collect(Collectors.toMap(Channel::widgetToken, Function.identity()));
    }

    @Override
    public List<Channel> of(PartnerId partnerId) {
        return transactions.call(() -> rows.findByPartnerIdOrderByCreatedAtAndChannelId(partnerId.value())).stream()
                .map(ChannelRow::toChannel)
                .toList();
    }
}

package sg.com.aurix.adapters.persistence;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import sg.com.aurix.application.port.Channels;
import sg.com.aurix.domain.partner.Channel;
import sg.com.aurix.domain.partner.ChannelId;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.partner.WidgetToken;

final class PostgresChannels implements Channels {
    private final Transactions transactions;
    private final ChannelRows rows;

    PostgresChannels(Transactions transactions, ChannelRows rows) {
        this.transactions = transactions;
        this.rows = rows;
    }

    @Override
    public boolean add(Channel channel) {
        return transactions.call(() -> rows.insertUnlessTaken(ChannelRow.of(channel))) > 0;
    }

    @Override
    public boolean replace(Channel channel) {
        return transactions.call(() -> rows.replace(ChannelRow.of(channel))) > 0;
    }

    @Override
    public Optional<Channel> find(ChannelId id) {
        return transactions.call(() -> rows.findByChannelId(id.value())).map(ChannelRow::toChannel);
    }

    @Override
    public Map<WidgetToken, Channel> byToken(Collection<WidgetToken> tokens) {
        String[] values = tokens.stream().map(WidgetToken::value).toArray(String[]::new);
        return transactions.call(() -> rows.findByTokens(values)).stream()
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

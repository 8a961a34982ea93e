package sg.com.aurix.application.inmemory;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
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

final class InMemoryChannels implements Channels {
    private final Transactions transactions;
    private final Map<ChannelId, Channel> channels = new LinkedHashMap<>();

    InMemoryChannels(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public boolean add(Channel channel) {
        return transactions.run(() -> {
            boolean taken = channels.containsKey(channel.id())
                    || channels.values().stream()
                            .anyMatch(other -> other.widgetToken().equals(channel.widgetToken()));
            if (!taken) {
                transactions.put(channels, channel.id(), channel);
            }
            return !taken;
        });
    }

    @Override
    public boolean replace(Channel channel) {
        return transactions.run(() -> {
            Channel before = channels.get(channel.id());
            if (before == null || !before.partnerId().equals(channel.partnerId())) {
                return false;
            }
            Channel after = new Channel(
                    before.id(),
                    before.partnerId(),
                    channel.phoneNumber(),
                    before.widgetToken(),
                    channel.texts(),
                    channel.leadForm(),
                    channel.active(),
                    before.createdAt());
            transactions.put(channels, after.id(), after);
            return true;
        });
    }

    @Override
    public Optional<Channel> lock(PartnerId partnerId, ChannelId id) {
        return transactions.run(() -> {
            transactions.requireUnitOfWork();
            return Optional.ofNullable(channels.get(id))
                    .filter(channel -> channel.partnerId().equals(partnerId));
        });
    }

    @Override
    public Optional<Channel> find(ChannelId id) {
        return transactions.run(() -> Optional.ofNullable(channels.get(id)));
    }

    @Override
    public Map<WidgetToken, Channel> byToken(Collection<WidgetToken> tokens) {
        Set<WidgetToken> wanted = new HashSet<>(tokens);
        return transactions.run(() -> channels.values().stream()
                .filter(channel -> wanted.contains(channel.widgetToken()))
                .collect(Collectors.toMap(Channel::widgetToken, Function.identity())));
    }

    @Override
    public List<Channel> of(PartnerId partnerId) {
        return transactions.run(() -> channels.values().stream()
                .filter(channel -> channel.partnerId().equals(partnerId))
                .sorted(Comparator.comparing(Channel::createdAt)
                        .thenComparing(channel -> channel.id().value()))
                .toList());
    }
}

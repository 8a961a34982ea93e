package sg.com.aurix.application.usecase;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import sg.com.aurix.application.port.ApiKeys;
import sg.com.aurix.application.port.Channels;
import sg.com.aurix.application.port.Partners;
import sg.com.aurix.application.port.UnitOfWork;
import sg.com.aurix.domain.TimeOrderedId;
import sg.com.aurix.domain.partner.ApiKey;
import sg.com.aurix.domain.partner.ApiKeyHash;
import sg.com.aurix.domain.partner.Channel;
import sg.com.aurix.domain.partner.ChannelId;
import sg.com.aurix.domain.partner.KeyId;
import sg.com.aurix.domain.partner.Partner;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.partner.PartnerKey;
import sg.com.aurix.domain.partner.WidgetTexts;
import sg.com.aurix.domain.partner.WidgetToken;

final class PartnerAdministrator implements AdministerPartners {
    private final UnitOfWork unitOfWork;
    private final Partners partners;
    private final ApiKeys apiKeys;
    private final Channels channels;
    private final Recent<ApiKeyHash, PartnerKey> recentKeys;
    private final Recent<WidgetToken, Channel> recentChannels;
    private final InstantSource clock;
    private final RandomGenerator secureRandom;

    PartnerAdministrator(
            UnitOfWork unitOfWork,
            Partners partners,
            ApiKeys apiKeys,
            Channels channels,
            Recent<ApiKeyHash, PartnerKey> recentKeys,
            Recent<WidgetToken, Channel> recentChannels,
            InstantSource clock,
            RandomGenerator secureRandom) {
        this.unitOfWork = unitOfWork;
        this.partners = partners;
        this.apiKeys = apiKeys;
        this.channels = channels;
        this.recentKeys = recentKeys;
        this.recentChannels = recentChannels;
        this.clock = clock;
        this.secureRandom = secureRandom;
    }

    @Override
    public Partner addPartner(String name) {
        Instant now = clock.instant();
        Partner partner = new Partner(new PartnerId(TimeOrderedId.of(now, secureRandom)), name, now);
        return unitOfWork.run(() -> {
            partners.add(partner);
            return partner;
        });
    }

    @Override
    public List<Partner> partners() {
        return partners.all();
    }

    @Override
    public Optional<Partner> partner(PartnerId id) {
        return partners.find(id);
    }

    @Override
    public KeyIssue issueKey(PartnerId partnerId) {
        return registerKey(partnerId, ApiKey.mint(secureRandom));
    }

    @Override
    public KeyIssue registerKey(PartnerId partnerId, ApiKey given) {
        return committed(() -> registerWithin(partnerId, given), recentKeys);
    }

    private KeyIssue registerWithin(PartnerId partnerId, ApiKey given) {
        if (partners.find(partnerId).isEmpty()) {
            return new KeyIssue.UnknownPartner();
        }
        Optional<PartnerKey> registered = apiKeys.find(given.hash());
        if (registered.isPresent()) {
            PartnerKey key = registered.get();
            boolean same = key.partnerId().equals(partnerId) && key.isActive();
            return same ? new KeyIssue.Issued(key, given) : new KeyIssue.KeyTaken();
        }
        Instant now = clock.instant();
        KeyId id = new KeyId(TimeOrderedId.of(now, secureRandom));
        PartnerKey key = new PartnerKey(id, partnerId, given.hash(), now, Optional.empty());
        apiKeys.add(key);
        return new KeyIssue.Issued(key, given);
    }

    @Override
    public KeyRevocation revokeKey(PartnerId partnerId, KeyId keyId) {
        boolean known = committed(() -> apiKeys.revoke(partnerId, keyId, clock.instant()), recentKeys);
        return known ? new KeyRevocation.Revoked() : new KeyRevocation.UnknownKey();
    }

    @Override
    public Optional<List<PartnerKey>> keys(PartnerId partnerId) {
        return partners.find(partnerId).map(partner -> apiKeys.of(partner.id()));
    }

    @Override
    public ChannelAddition addChannel(PartnerId partnerId, ChannelSettings settings) {
        return addChannel(partnerId, settings, WidgetToken.mint(secureRandom));
    }

    @Override
    public ChannelAddition addChannel(PartnerId partnerId, ChannelSettings settings, WidgetToken given) {
        return committed(() -> addWithin(partnerId, settings, given), recentChannels);
    }

    private ChannelAddition addWithin(PartnerId partnerId, ChannelSettings settings, WidgetToken token) {
        if (partners.find(partnerId).isEmpty()) {
            return new ChannelAddition.UnknownPartner();
        }
        Channel channel = new Channel(
                settings.id(),
                partnerId,
                settings.phoneNumber(),
                token,
                settings.texts(),
                settings.leadForm(),
                settings.active(),
                clock.instant());
        if (channels.add(channel)) {
            return new ChannelAddition.Added(channel);
        }
        return channels.find(settings.id()).isPresent()
                ? new ChannelAddition.ChannelIdTaken()
                : new ChannelAddition.TokenTaken();
    }

    @Override
    public ChannelUpdate changeChannel(PartnerId partnerId, ChannelId channelId, ChannelChange change) {
        return committed(
                () -> channels.lock(partnerId, channelId)
                        .map(channel -> changed(channel, change))
                        .filter(channels::replace)
                        .<ChannelUpdate>map(ChannelUpdate.Changed::new)
                        .orElseGet(ChannelUpdate.UnknownChannel::new),
                recentChannels);
    }

    /** Runs a change, after which everybody goes by it. */
    private <T> T committed(Supplier<T> change, Recent<?, ?> recent) {
        try {
            return unitOfWork.run(change);
        } finally {
            // Also where the commit was not confirmed: it may have been made.
            recent.forget();
        }
    }

    private static Channel changed(Channel channel, ChannelChange change) {
        WidgetTexts texts = channel.texts();
        return new Channel(
                channel.id(),
                channel.partnerId(),
                change.phoneNumber().orElse(channel.phoneNumber()),
                channel.widgetToken(),
                new WidgetTexts(
                        change.displayName().orElse(texts.displayName()),
                        change.previewMessage().orElse(texts.previewMessage()),
                        change.messageTemplate().orElse(texts.messageTemplate()),
                        change.popup().orElse(texts.popup())),
                change.leadForm().orElse(channel.leadForm()),
                change.active().orElse(channel.active()),
                channel.createdAt());
    }

    @Override
    public Optional<List<Channel>> channels(PartnerId partnerId) {
        return partners.find(partnerId).map(partner -> channels.of(partner.id()));
    }
}

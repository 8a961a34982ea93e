package sg.com.aurix.application.usecase;

import java.util.List;
import java.util.Optional;
import sg.com.aurix.domain.partner.ApiKey;
import sg.com.aurix.domain.partner.Channel;
import sg.com.aurix.domain.partner.ChannelId;
import sg.com.aurix.domain.partner.KeyId;
import sg.com.aurix.domain.partner.LeadForm;
import sg.com.aurix.domain.partner.Partner;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.partner.PartnerKey;
import sg.com.aurix.domain.partner.PhoneNumber;
import sg.com.aurix.domain.partner.WidgetTexts;
import sg.com.aurix.domain.partner.WidgetToken;

/** What the operator does: sets up partners, their API keys and their channels. */
public interface AdministerPartners {
    /** Makes a new partner of that name; several partners may have the same. */
    Partner addPartner(String name);

    /** All partners, oldest first. */
    List<Partner> partners();

    /** The partner of that id. */
    Optional<Partner> partner(PartnerId id);

    /** Issues a new API key; this answer is the only place where it is ever seen (RS-16). */
    KeyIssue issueKey(PartnerId partnerId);

    /** Registers a key that the operator chose; one that is already registered is returned as it is. */
    KeyIssue registerKey(PartnerId partnerId, ApiKey given);

    /** Revokes a key: from the next call on it is unknown here, and within half a second to every other node. Revoking it again changes nothing. */
    KeyRevocation revokeKey(PartnerId partnerId, KeyId keyId);

    /** The partner's keys, oldest first, revoked ones too; empty if there is no such partner. */
    Optional<List<PartnerKey>> keys(PartnerId partnerId);

    /** Adds a channel with a new widget token. */
    ChannelAddition addChannel(PartnerId partnerId, ChannelSettings settings);

    /** Adds a channel with a widget token that the operator chose. */
    ChannelAddition addChannel(PartnerId partnerId, ChannelSettings settings, WidgetToken given);

    /** Changes what the change names and leaves everything else of the channel as it is. */
    ChannelUpdate changeChannel(PartnerId partnerId, ChannelId channelId, ChannelChange change);

    /** The partner's channels, oldest first; empty if there is no such partner. */
    Optional<List<Channel>> channels(PartnerId partnerId);

    /** All settings of a channel. */
    record ChannelSettings(
            ChannelId id, PhoneNumber phoneNumber, WidgetTexts texts, LeadForm leadForm, boolean active) {}

    /**
     * The settings of a channel that are to change; empty ones stay.
     *
     * @param previewMessage what it becomes: a text, or none
     * @param messageTemplate what it becomes: a text, or none
     */
    record ChannelChange(
            Optional<PhoneNumber> phoneNumber,
            Optional<String> displayName,
            Optional<Optional<String>> previewMessage,
            Optional<Optional<String>> messageTemplate,
            Optional<Boolean> popup,
            Optional<LeadForm> leadForm,
            Optional<Boolean> active) {}

    /** What became of issuing or registering a key. */
    sealed interface KeyIssue {
        /** The key is active. */
        record Issued(PartnerKey key, ApiKey apiKey) implements KeyIssue {}

        /** There is no such partner. */
        record UnknownPartner() implements KeyIssue {}

        /** The given key is another partner's, or was revoked. */
        record KeyTaken() implements KeyIssue {}
    }

    /** What became of revoking a key. */
    sealed interface KeyRevocation {
        /** The key is revoked. */
        record Revoked() implements KeyRevocation {}

        /** The partner has no such key. */
        record UnknownKey() implements KeyRevocation {}
    }

    /** What became of adding a channel. */
    sealed interface ChannelAddition {
        /** The channel is there. */
        record Added(Channel channel) implements ChannelAddition {}

        /** There is no such partner. */
        record UnknownPartner() implements ChannelAddition {}

        /** A channel of that id exists, this partner's or another's. */
        record ChannelIdTaken() implements ChannelAddition {}

        /** A channel has the given widget token. */
        record TokenTaken() implements ChannelAddition {}
    }

    /** What became of changing a channel. */
    sealed interface ChannelUpdate {
        /** The channel as it is now. */
        record Changed(Channel channel) implements ChannelUpdate {}

        /** The partner has no such channel. */
        record UnknownChannel() implements ChannelUpdate {}
    }
}

package sg.com.aurix.adapters.persistence;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import sg.com.aurix.domain.partner.Channel;
import sg.com.aurix.domain.partner.ChannelId;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.partner.PhoneNumber;
import sg.com.aurix.domain.partner.WidgetTexts;
import sg.com.aurix.domain.partner.WidgetToken;

/** @param leadForm the form as JSON */
@MappedEntity("channels")
record ChannelRow(
        UUID partnerId,
        @Id String channelId,
        String phoneNumber,
        String widgetToken,
        String displayName,
        @Nullable String previewMessage,
        @Nullable String messageTemplate,
        boolean popup,
        String leadForm,
        boolean active,
        Instant createdAt) {
    static ChannelRow of(Channel channel) {
        WidgetTexts texts = channel.texts();
        return new ChannelRow(
                channel.partnerId().value(),
                channel.id().value(),
                channel.phoneNumber().digits(),
                channel.widgetToken().value(),
                texts.displayName(),
                texts.previewMessage().orElse(null),
                texts.messageTemplate().orElse(null),
                texts.popup(),
                Json.of(channel.leadForm()),
                channel.active(),
                channel.createdAt());
    }

    Channel toChannel() {
        return new Channel(
                new ChannelId(channelId),
                new PartnerId(partnerId),
                new PhoneNumber(phoneNumber),
                new WidgetToken(widgetToken),
                new WidgetTexts(
                        displayName, Optional.ofNullable(previewMessage), Optional.ofNullable(messageTemplate), popup),
                Json.toLeadForm(leadForm),
                active,
                createdAt);
    }

    /** The id alone: the phone number is personal data (RS-19). */
    @Override
    public String toString() {
        return "ChannelRow[channelId=" + channelId + "]";
    }
}

package sg.com.aurix.domain.partner;

import java.time.Instant;

/**
 * One WhatsApp number of a partner, with the widget that leads to it.
 *
 * @param active whether it is switched on: a channel that is off takes no clicks, but still receives messages
 */
public record Channel(
        ChannelId id,
        PartnerId partnerId,
        PhoneNumber phoneNumber,
        WidgetToken widgetToken,
        WidgetTexts texts,
        LeadForm leadForm,
        boolean active,
        Instant createdAt) {}

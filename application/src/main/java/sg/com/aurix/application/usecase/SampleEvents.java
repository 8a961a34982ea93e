package sg.com.aurix.application.usecase;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import sg.com.aurix.domain.conversation.Contact;
import sg.com.aurix.domain.conversation.Conversation;
import sg.com.aurix.domain.conversation.ConversationId;
import sg.com.aurix.domain.lead.Lead;
import sg.com.aurix.domain.lead.LeadData;
import sg.com.aurix.domain.lead.LeadId;
import sg.com.aurix.domain.partner.ChannelId;
import sg.com.aurix.domain.partner.FieldKey;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.partner.PhoneNumber;
import sg.com.aurix.domain.tracking.Click;
import sg.com.aurix.domain.tracking.ClickId;
import sg.com.aurix.domain.tracking.CorrelationId;
import sg.com.aurix.domain.tracking.DeviceId;
import sg.com.aurix.domain.tracking.PageContext;
import sg.com.aurix.domain.tracking.PageUrl;
import sg.com.aurix.domain.tracking.Visitor;
import sg.com.aurix.domain.webhook.EventType;
import sg.com.aurix.domain.webhook.PartnerEvent;

/** The events of the published examples: the same data, happening now. */
final class SampleEvents {
    private static final CorrelationId CORRELATION_ID = new CorrelationId("O-vpbWx3M");
    private static final ChannelId CHANNEL = new ChannelId("791163770738681");

    private SampleEvents() {}

    static PartnerEvent of(EventType type, PartnerId partnerId, Instant now) {
        return switch (type) {
            case WIDGET_CLICK -> new PartnerEvent.WidgetClicked(click(partnerId, now));
            case LEAD_CORRELATED ->
                new PartnerEvent.LeadCorrelated(
                        lead(partnerId, LeadData.NONE, Optional.empty(), now), CORRELATION_ID, now);
            case LEAD_COMPLETE ->
                new PartnerEvent.LeadCompleted(lead(partnerId, collected(), Optional.of(now), now), now);
        };
    }

    private static Click click(PartnerId partnerId, Instant now) {
        return new Click(
                new ClickId(new UUID(0, 0)),
                partnerId,
                CHANNEL,
                CORRELATION_ID,
                new DeviceId("9fad5f62-2d08-49d4-852a-b48be43beb68"),
                new PageUrl("https://example.com/landing?utm_source=google"),
                Optional.empty(),
                PageContext.NONE,
                new Visitor(Optional.of("127.0.0.1"), Optional.of("Mozilla/5.0...")),
                false,
                now);
    }

    private static Lead lead(PartnerId partnerId, LeadData data, Optional<Instant> completedAt, Instant now) {
        Contact contact = new Contact(Optional.empty(), Optional.of(new PhoneNumber("6512345678")));
        Conversation conversation = new Conversation(new ConversationId(3293), partnerId, CHANNEL, contact, now);
        return new Lead(new LeadId(470), conversation, Optional.of(CORRELATION_ID), data, now, now, completedAt);
    }

    private static LeadData collected() {
        Map<FieldKey, String> values = new LinkedHashMap<>();
        values.put(FieldKey.NAME, "Mock User");
        values.put(FieldKey.EMAIL, "mock@example.com");
        values.put(FieldKey.PHONE, "15550009999");
        values.put(new FieldKey("company"), "Mock Inc");
        values.put(new FieldKey("intent"), "Testing Webhooks");
        return new LeadData(values);
    }
}

package sg.com.aurix.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import sg.com.aurix.domain.conversation.Contact;
import sg.com.aurix.domain.conversation.ContactUserId;
import sg.com.aurix.domain.conversation.Conversation;
import sg.com.aurix.domain.conversation.ConversationId;
import sg.com.aurix.domain.conversation.InboundMessage;
import sg.com.aurix.domain.conversation.MessageId;
import sg.com.aurix.domain.lead.Lead;
import sg.com.aurix.domain.lead.LeadId;
import sg.com.aurix.domain.partner.Channel;
import sg.com.aurix.domain.partner.ChannelId;
import sg.com.aurix.domain.partner.LeadForm;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.partner.PhoneNumber;
import sg.com.aurix.domain.partner.WidgetTexts;
import sg.com.aurix.domain.partner.WidgetToken;
import sg.com.aurix.domain.tracking.Click;
import sg.com.aurix.domain.tracking.ClickId;
import sg.com.aurix.domain.tracking.CorrelationId;
import sg.com.aurix.domain.tracking.DeviceId;
import sg.com.aurix.domain.tracking.PageContext;
import sg.com.aurix.domain.tracking.PageUrl;
import sg.com.aurix.domain.tracking.Session;
import sg.com.aurix.domain.tracking.Visitor;
import sg.com.aurix.domain.webhook.Webhook;
import sg.com.aurix.domain.webhook.WebhookId;
import sg.com.aurix.domain.webhook.WebhookSecret;
import sg.com.aurix.domain.webhook.WebhookUrl;

/** Valid values to start from; a test changes the one thing it is about. */
public final class Samples {
    /** A moment with all six decimals in use. */
    public static final Instant NOW = Instant.parse("2026-01-02T11:17:02.644566Z");

    public static final PartnerId PARTNER = new PartnerId(new UUID(1, 1));
    public static final ChannelId CHANNEL = new ChannelId("791163770738681");
    public static final CorrelationId REFERENCE = new CorrelationId("O-aB3dE9z");
    public static final DeviceId DEVICE = new DeviceId("9fad5f62-2d08-49d4-852a-b48be43beb68");
    public static final PhoneNumber CONTACT_PHONE = new PhoneNumber("96899001122");
    public static final ContactUserId CONTACT_USER = new ContactUserId("OM.13491208655302741918");
    public static final Contact CONTACT = new Contact(Optional.of(CONTACT_USER), Optional.of(CONTACT_PHONE));
    public static final Conversation CONVERSATION =
            new Conversation(new ConversationId(3293), PARTNER, CHANNEL, CONTACT, NOW);

    private Samples() {}

    /** A channel whose widget suggests a message of its own, or none. */
    public static Channel channel(Optional<String> ownMessage) {
        return new Channel(
                CHANNEL,
                PARTNER,
                new PhoneNumber("6587487282"),
                new WidgetToken("wt_demo"),
                new WidgetTexts("Glow Salon", Optional.of("Hi there!"), ownMessage, true),
                LeadForm.STANDARD,
                true,
                NOW);
    }

    public static Session session() {
        return Session.begin(REFERENCE, PARTNER, CHANNEL, DEVICE, NOW);
    }

    /** A click on one page by a visitor who landed on another, or on none that is remembered. */
    public static Click click(String clickUrl, Optional<String> firstRawUrl) {
        return new Click(
                new ClickId(new UUID(1, 2)),
                PARTNER,
                CHANNEL,
                REFERENCE,
                DEVICE,
                new PageUrl(clickUrl),
                firstRawUrl.map(PageUrl::new),
                PageContext.NONE,
                new Visitor(Optional.of("127.0.0.1"), Optional.of("Mozilla/5.0...")),
                false,
                NOW);
    }

    public static Lead lead() {
        return Lead.open(new LeadId(470), CONVERSATION, NOW);
    }

    /** A webhook as the published registration makes it. */
    public static Webhook webhook() {
        return Webhook.register(
                new WebhookId(new UUID(1, 3)),
                PARTNER,
                new WebhookUrl("https://your-backend.com/webhooks/aurix"),
                new WebhookSecret("aurix_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
                NOW);
    }

    public static InboundMessage message(String... texts) {
        return new InboundMessage(
                new MessageId("wamid.FX01"),
                CHANNEL,
                CONTACT,
                Optional.of("Sara Ahmed"),
                List.of(texts),
                Optional.empty(),
                NOW);
    }
}

package sg.com.aurix.application.contract;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sg.com.aurix.application.port.Attempt;
import sg.com.aurix.application.port.EventBody;
import sg.com.aurix.application.port.OutboxEvent;
import sg.com.aurix.application.port.Ports;
import sg.com.aurix.application.port.WebhookSender.Answer;
import sg.com.aurix.domain.TimeOrderedId;
import sg.com.aurix.domain.conversation.Contact;
import sg.com.aurix.domain.conversation.ContactUserId;
import sg.com.aurix.domain.conversation.Conversation;
import sg.com.aurix.domain.conversation.MessageId;
import sg.com.aurix.domain.lead.Lead;
import sg.com.aurix.domain.partner.ApiKey;
import sg.com.aurix.domain.partner.Channel;
import sg.com.aurix.domain.partner.ChannelId;
import sg.com.aurix.domain.partner.FieldKey;
import sg.com.aurix.domain.partner.KeyId;
import sg.com.aurix.domain.partner.LeadField;
import sg.com.aurix.domain.partner.LeadForm;
import sg.com.aurix.domain.partner.Partner;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.partner.PartnerKey;
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
import sg.com.aurix.domain.webhook.Deactivation;
import sg.com.aurix.domain.webhook.DeliveryPolicy;
import sg.com.aurix.domain.webhook.DeliveryState;
import sg.com.aurix.domain.webhook.EventId;
import sg.com.aurix.domain.webhook.EventType;
import sg.com.aurix.domain.webhook.Signature;
import sg.com.aurix.domain.webhook.Webhook;
import sg.com.aurix.domain.webhook.WebhookId;
import sg.com.aurix.domain.webhook.WebhookSecret;
import sg.com.aurix.domain.webhook.WebhookSecrets;
import sg.com.aurix.domain.webhook.WebhookUrl;

/**
 * Valid rows to start from, whose ids are new in any store.
 *
 * <p>A method that begins with {@code add}, {@code open} or {@code join} also stores what it returns; the others only make it.
 */
public final class Samples {
    private static final RandomGenerator RANDOM = new SecureRandom();

    private final Ports ports;

    private Samples(Ports ports) {
        this.ports = ports;
    }

    /** Samples for the store behind these ports. */
    public static Samples in(Ports ports) {
        return new Samples(ports);
    }

    /** The time by the ports' clock, in whole microseconds as in the use cases. */
    public Instant now() {
        return ports.clock().instant().truncatedTo(ChronoUnit.MICROS);
    }

    public Partner partner() {
        return new Partner(new PartnerId(TimeOrderedId.of(now(), RANDOM)), "Glow Salon 🌸", now());
    }

    public Partner addPartner() {
        Partner partner = partner();
        run(() -> ports.partners().add(partner));
        return partner;
    }

    public PartnerKey key(PartnerId partnerId) {
        KeyId id = new KeyId(TimeOrderedId.of(now(), RANDOM));
        return new PartnerKey(id, partnerId, ApiKey.mint(RANDOM).hash(), now(), Optional.empty());
    }

    public PartnerKey addKey(PartnerId partnerId) {
        PartnerKey key = key(partnerId);
        run(() -> ports.apiKeys().add(key));
        return key;
    }

    /** A channel with every setting in use. */
    public Channel channel(PartnerId partnerId) {
        return new Channel(
                new ChannelId(digits(15)),
                partnerId,
                new PhoneNumber("65" + digits(8)),
                WidgetToken.mint(RANDOM),
                new WidgetTexts(
                        "Glow Salon", Optional.of("Hi there!\nAsk us."), Optional.of("I'd like to book ☎"), true),
                new LeadForm(List.of(
                        LeadField.required(FieldKey.NAME),
                        LeadField.required(FieldKey.EMAIL),
                        new LeadField(new FieldKey("preferred_outlet"), "Which outlet?", false))),
                true,
                now());
    }

    /** A channel of a partner of its own. */
    public Channel addChannel() {
        return addChannel(addPartner().id());
    }

    public Channel addChannel(PartnerId partnerId) {
        Channel channel = channel(partnerId);
        run(() -> ports.channels().add(channel));
        return channel;
    }

    /** An id with a small letter in it, so that it has another form in capitals. */
    public CorrelationId correlationId() {
        return Stream.generate(() -> CorrelationId.mint(RANDOM))
                .filter(id -> id.value().matches(".*[a-z].*"))
                .findFirst()
                .orElseThrow();
    }

    public DeviceId device() {
        return new DeviceId("device-" + digits(18));
    }

    /** A session of a new device that begins now. */
    public Session session(Channel channel) {
        return session(channel, device(), now());
    }

    public Session session(Channel channel, DeviceId device, Instant startedAt) {
        return Session.begin(correlationId(), channel.partnerId(), channel.id(), device, startedAt);
    }

    public Session openSession(Channel channel) {
        Session session = session(channel);
        run(() -> ports.sessions().openOrResume(List.of(session), session.startedAt()));
        return session;
    }

    /** A click of the session at its beginning, with everything that a click can have. */
    public Click click(Session session) {
        return click(session, session.startedAt());
    }

    public Click click(Session session, Instant clickedAt) {
        return new Click(
                new ClickId(TimeOrderedId.of(clickedAt, RANDOM)),
                session.partnerId(),
                session.channelId(),
                session.id(),
                session.deviceId(),
                new PageUrl("https://example.com/book?step=2"),
                Optional.of(new PageUrl("https://example.com/?utm_source=google&utm_source=search#top")),
                new PageContext(
                        Optional.of(new PageUrl("https://www.google.com/?q=salon")),
                        Optional.of("Book – Glow Salon 🌸")),
                new Visitor(Optional.of("2001:db8::1"), Optional.of("Mozilla/5.0 (X11; Linux x86_64)")),
                true,
                clickedAt);
    }

    public Click addClick(Session session) {
        Click click = click(session);
        run(() -> ports.clicks().record(List.of(click)));
        return click;
    }

    public MessageId message() {
        return new MessageId("wamid." + digits(18));
    }

    public ContactUserId userId() {
        return new ContactUserId("SG." + digits(18));
    }

    public PhoneNumber phoneNumber() {
        return new PhoneNumber("968" + digits(10));
    }

    /** A contact that is known by both its user id and its phone number. */
    public Contact contact() {
        return new Contact(Optional.of(userId()), Optional.of(phoneNumber()));
    }

    public Conversation joinConversation(Channel channel) {
        return ports.unitOfWork().run(() -> ports.conversations().join(channel, contact(), now()));
    }

    public Lead openLead(Conversation conversation) {
        return openLead(conversation, now());
    }

    public Lead openLead(Conversation conversation, Instant now) {
        return ports.unitOfWork().run(() -> ports.leads().openOrLock(conversation, now));
    }

    /** A webhook as the published registration makes it. */
    public Webhook webhook(PartnerId partnerId) {
        return Webhook.register(
                new WebhookId(TimeOrderedId.of(now(), RANDOM)),
                partnerId,
                new WebhookUrl("https://your-backend.com/webhooks/aurix"),
                secret(),
                now());
    }

    /** A webhook with every setting in use: retries, some kinds of events, replaced secrets, deactivated after it failed. */
    public Webhook webhookWithEverySetting(PartnerId partnerId) {
        Instant now = now();
        WebhookSecrets secrets = new WebhookSecrets(
                secret(),
                List.of(
                        new WebhookSecrets.Retiring(secret(), now.plusSeconds(86_400)),
                        new WebhookSecrets.Retiring(secret(), now.plusSeconds(3_600)),
                        new WebhookSecrets.Retiring(secret(), now.plusNanos(1_000))));
        return new Webhook(
                new WebhookId(TimeOrderedId.of(now, RANDOM)),
                partnerId,
                new WebhookUrl("https://your-backend.com:8443/webhooks/aurix?key=%C3%A9&b=1"),
                secrets,
                DeliveryPolicy.RETRY,
                EnumSet.of(EventType.LEAD_CORRELATED, EventType.LEAD_COMPLETE),
                false,
                Optional.of(new Deactivation(Deactivation.Reason.FAILING, now.minusNanos(2_000))),
                Optional.of(now.minus(Webhook.LONGEST_FAILING).minusNanos(3_000)),
                now.minusSeconds(1_000_000),
                now.minusNanos(1_000));
    }

    public Webhook addWebhook(PartnerId partnerId) {
        return ports.unitOfWork().run(() -> ports.webhooks().addOrGet(webhook(partnerId)));
    }

    public WebhookSecret secret() {
        return WebhookSecret.mint(RANDOM);
    }

    /** An event that happened now. */
    public OutboxEvent event(PartnerId partnerId) {
        return event(partnerId, now());
    }

    public OutboxEvent event(PartnerId partnerId, Instant occurredAt) {
        return event(partnerId, occurredAt, EventType.LEAD_COMPLETE);
    }

    public OutboxEvent event(PartnerId partnerId, Instant occurredAt, EventType type) {
        EventId id = EventId.mint(occurredAt, RANDOM);
        EventBody body = EventBody.of("{\"event_id\":\"" + id + "\",\"data\":{\"name\":\"Zoë \\u0000\"}}");
        return new OutboxEvent(id, partnerId, type, occurredAt, body);
    }

    public OutboxEvent addEvent(PartnerId partnerId) {
        return addEvent(partnerId, now(), EventType.LEAD_COMPLETE);
    }

    public OutboxEvent addEvent(PartnerId partnerId, Instant occurredAt, EventType type) {
        OutboxEvent event = event(partnerId, occurredAt, type);
        run(() -> ports.outbox().append(List.of(event)));
        return event;
    }

    /** An event and the attempt that leaves it in that state; a pending one is claimed by the ports' node. */
    public OutboxEvent addEvent(PartnerId partnerId, DeliveryState state) {
        return addEvent(partnerId, now(), EventType.LEAD_COMPLETE, state);
    }

    public OutboxEvent addEvent(PartnerId partnerId, Instant occurredAt, EventType type, DeliveryState state) {
        OutboxEvent event = addEvent(partnerId, occurredAt, type);
        switch (state) {
            case PENDING -> {}
            case DELIVERED -> ports.outbox().record(List.of(delivered(event)));
            case FAILED -> ports.outbox().record(List.of(failed(event)));
            case NOT_SENT -> ports.outbox().record(List.of(notSent(event)));
        }
        return event;
    }

    /** An attempt that was answered 200 and so delivered its event. */
    public Attempt delivered(OutboxEvent event) {
        return attempt(event, now(), DeliveryState.DELIVERED, new Answer.Answered(200, "ok"));
    }

    /** An attempt that was answered 500 and is the last one. */
    public Attempt failed(OutboxEvent event) {
        return attempt(event, now(), DeliveryState.FAILED, new Answer.Answered(500, "Oops"));
    }

    /** An attempt that was not answered, so that there is another one at that time. */
    public Attempt retried(OutboxEvent event, Instant nextAt) {
        return attempt(
                event, now(), DeliveryState.PENDING, Optional.of(nextAt), new Answer.NoAnswer("Nobody listens there."));
    }

    /** The finding that there is nowhere to send the event. */
    public Attempt notSent(OutboxEvent event) {
        return new Attempt(
                event.id(),
                event.partnerId(),
                now(),
                Duration.ZERO,
                DeliveryState.NOT_SENT,
                Optional.empty(),
                Optional.empty());
    }

    /** An attempt with no other behind it. */
    public Attempt attempt(OutboxEvent event, Instant startedAt, DeliveryState leaves, Answer answer) {
        return attempt(event, startedAt, leaves, Optional.empty(), answer);
    }

    public Attempt attempt(
            OutboxEvent event, Instant startedAt, DeliveryState leaves, Optional<Instant> nextAt, Answer answer) {
        return new Attempt(
                event.id(),
                event.partnerId(),
                startedAt,
                Duration.ofNanos(1_234_000),
                leaves,
                nextAt,
                Optional.of(new Attempt.Sent(signature(event, startedAt), answer)));
    }

    /** What an event is signed with during the overlap of a rotation. */
    public Signature signature(OutboxEvent event, Instant signedAt) {
        return Signature.of(
                List.of(secret(), secret()), event.id(), signedAt, event.body().bytes());
    }

    /** Runs in one unit of work what returns nothing of interest. */
    public void run(Runnable work) {
        ports.unitOfWork().run(() -> {
            work.run();
            return ports;
        });
    }

    private static String digits(int length) {
        return RANDOM.ints(length, '1', '9' + 1).mapToObj(Character::toString).collect(Collectors.joining());
    }
}

package sg.com.aurix.application.usecase;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import sg.com.aurix.application.Aurix;
import sg.com.aurix.application.inmemory.InMemory;
import sg.com.aurix.application.port.AttributionRow;
import sg.com.aurix.application.port.Delivery;
import sg.com.aurix.application.port.DeliveryFilter;
import sg.com.aurix.application.port.DeliverySummary;
import sg.com.aurix.application.port.OutboxEvent;
import sg.com.aurix.application.port.PageRequest;
import sg.com.aurix.application.port.Ports;
import sg.com.aurix.application.port.RecordedEvent;
import sg.com.aurix.application.usecase.AdministerPartners.ChannelChange;
import sg.com.aurix.application.usecase.AdministerPartners.ChannelSettings;
import sg.com.aurix.application.usecase.ConfigureWebhook.Registration;
import sg.com.aurix.application.usecase.TrackClick.WidgetClick;
import sg.com.aurix.domain.conversation.Contact;
import sg.com.aurix.domain.conversation.ContactUserId;
import sg.com.aurix.domain.conversation.InboundMessage;
import sg.com.aurix.domain.conversation.MessageId;
import sg.com.aurix.domain.lead.Lead;
import sg.com.aurix.domain.partner.ChannelId;
import sg.com.aurix.domain.partner.LeadForm;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.partner.PhoneNumber;
import sg.com.aurix.domain.partner.WidgetTexts;
import sg.com.aurix.domain.partner.WidgetToken;
import sg.com.aurix.domain.tracking.DeviceId;
import sg.com.aurix.domain.tracking.PageContext;
import sg.com.aurix.domain.tracking.PageUrl;
import sg.com.aurix.domain.tracking.Visitor;
import sg.com.aurix.domain.webhook.DeliveryPolicy;
import sg.com.aurix.domain.webhook.EventId;
import sg.com.aurix.domain.webhook.EventType;
import sg.com.aurix.domain.webhook.Webhook;

/** A partner with one channel and a listening webhook, over the in-memory ports, at a moment that stands still. */
final class Salon {
    static final WidgetToken TOKEN = new WidgetToken("wt_glow");
    static final ChannelId CHANNEL = new ChannelId("791163770738681");
    static final String URL = "https://glow.example/webhooks/aurix";
    static final DeviceId DEVICE = new DeviceId("9fad5f62-2d08-49d4-852a-b48be43beb68");
    static final Contact JANE = contact("SG.1", "6512345678");
    static final Contact BOB = contact("SG.2", "6587654321");

    final Listener listener = new Listener();
    final Ports ports;
    final Aurix aurix;
    final PartnerId partnerId;

    private final AtomicInteger messages = new AtomicInteger();
    private volatile Instant now = Instant.parse("2026-01-02T11:17:02.644566789Z");

    private Salon(
            LeadForm form, RandomGenerator random, UnaryOperator<Ports> change, UnaryOperator<Aurix.Builder> set) {
        ports = change.apply(InMemory.ports(listener, () -> now, random));
        aurix = set.apply(Aurix.over(ports)).build();
        partnerId = aurix.administerPartners().addPartner("Glow Salon").id();
        aurix.administerPartners().addChannel(partnerId, settings(CHANNEL, form), TOKEN);
        aurix.configureWebhook().register(partnerId, URL);
    }

    static Salon open() {
        return open(ports -> ports);
    }

    static Salon open(LeadForm form) {
        return new Salon(form, new Random(1), ports -> ports, builder -> builder);
    }

    static Salon open(RandomGenerator random) {
        return new Salon(LeadForm.STANDARD, random, ports -> ports, builder -> builder);
    }

    /** With some ports changed, as a broken world changes them. */
    static Salon open(UnaryOperator<Ports> change) {
        return new Salon(LeadForm.STANDARD, new Random(1), change, builder -> builder);
    }

    /** Composed in another way. */
    static Salon composed(UnaryOperator<Aurix.Builder> settings) {
        return composed(ports -> ports, settings);
    }

    /** With some ports changed and composed in another way. */
    static Salon composed(UnaryOperator<Ports> change, UnaryOperator<Aurix.Builder> settings) {
        return new Salon(LeadForm.STANDARD, new Random(1), change, settings);
    }

    static ChannelSettings settings(ChannelId id, LeadForm form) {
        WidgetTexts texts =
                new WidgetTexts("Glow Salon", Optional.of("Hi there!"), Optional.of("I'd like to book."), true);
        return new ChannelSettings(id, new PhoneNumber("6587487282"), texts, form, true);
    }

    static Contact contact(String userId, String phone) {
        return new Contact(Optional.of(new ContactUserId(userId)), Optional.of(new PhoneNumber(phone)));
    }

    /** As a partner that opted in to retries. */
    static Salon retrying() {
        Salon salon = open();
        salon.sets(DeliveryPolicy.RETRY);
        return salon;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    /** The time as use cases see it. */
    Instant now() {
        return now.truncatedTo(ChronoUnit.MICROS);
    }

    /** The webhook as it is now. */
    Webhook webhook() {
        return aurix.configureWebhook().current(partnerId).orElseThrow();
    }

    void sets(DeliveryPolicy policy) {
        registers(new Registration(URL, Optional.of(policy), Optional.empty(), Optional.empty()));
    }

    void takesOnly(EventType... types) {
        registers(new Registration(URL, Optional.empty(), Optional.of(Set.of(types)), Optional.empty()));
    }

    void setsActive(boolean active) {
        registers(new Registration(URL, Optional.empty(), Optional.empty(), Optional.of(active)));
    }

    Webhook registers(Registration registration) {
        return ((ConfigureWebhook.Outcome.Registered) aurix.configureWebhook().register(partnerId, registration))
                .webhook();
    }

    /** The event of a click, as it was handed over to be sent. */
    OutboxEvent clickedEvent() {
        Set<EventId> before = Set.copyOf(eventIds());
        clicked();
        List<EventId> fresh = new ArrayList<>(eventIds());
        fresh.removeAll(before);
        return recorded(fresh.get(0)).event();
    }

    private List<EventId> eventIds() {
        return aurix.listDeliveries().list(partnerId, DeliveryFilter.ALL, PageRequest.first(500)).rows().stream()
                .map(DeliverySummary::id)
                .toList();
    }

    RecordedEvent recorded(EventId id) {
        return aurix.listDeliveries().find(partnerId, id).orElseThrow();
    }

    /** What a dispatcher does from time to time: attempts whatever is due. How many events that were. */
    int deliversDue() {
        DeliverEvents deliverEvents = aurix.deliverEvents();
        List<Delivery> due = deliverEvents.claimDue(100, Set.of());
        deliverEvents.record(due.stream().map(deliverEvents::attempt).toList());
        return due.size();
    }

    static WidgetClick click(DeviceId device, String url) {
        Visitor visitor = new Visitor(Optional.of("127.0.0.1"), Optional.of("Mozilla/5.0..."));
        return new WidgetClick(TOKEN, device, new PageUrl(url), Optional.empty(), PageContext.NONE, visitor);
    }

    /** A click of the one device on the landing page. */
    TrackClick.Outcome.Tracked clicked() {
        return clicked(click(DEVICE, "https://example.com/landing?utm_source=google"));
    }

    TrackClick.Outcome.Tracked clicked(WidgetClick click) {
        return (TrackClick.Outcome.Tracked) aurix.trackClick().track(click);
    }

    InboundMessage message(Contact from, String text) {
        return new InboundMessage(
                new MessageId("wamid." + messages.incrementAndGet()),
                CHANNEL,
                from,
                Optional.of("Jane Doe"),
                List.of(text),
                Optional.empty(),
                now);
    }

    ReceiveMessage.Outcome received(Contact from, String text) {
        return aurix.receiveMessage().receive(message(from, text));
    }

    /** The lead of a contact after it wrote something. */
    Lead heardFrom(Contact from, String text) {
        return lead(received(from, text));
    }

    static Lead lead(ReceiveMessage.Outcome outcome) {
        if (outcome instanceof ReceiveMessage.Outcome.Correlated correlated) {
            return correlated.lead();
        }
        if (outcome instanceof ReceiveMessage.Outcome.Unreferenced unreferenced) {
            return unreferenced.lead();
        }
        throw new AssertionError("there is no lead in " + outcome);
    }

    CollectLeadData.Outcome collected(Lead lead, Map<String, String> fields) {
        return aurix.collectLeadData().collect(partnerId, lead.conversation().id(), fields);
    }

    /** The partner's clicks and what came of them, newest first. */
    List<AttributionRow> attribution() {
        return aurix.listAttribution().list(partnerId, PageRequest.first(500)).rows();
    }

    /** A channel that is off, with a widget token of its own. */
    WidgetToken channelThatIsOff() {
        WidgetToken token = new WidgetToken("wt_off");
        ChannelSettings on = settings(new ChannelId("2"), LeadForm.STANDARD);
        aurix.administerPartners()
                .addChannel(
                        partnerId,
                        new ChannelSettings(on.id(), on.phoneNumber(), on.texts(), on.leadForm(), false),
                        token);
        return token;
    }

    /** Has the channel take clicks or not. */
    void switchChannel(boolean active) {
        aurix.administerPartners()
                .changeChannel(
                        partnerId,
                        CHANNEL,
                        new ChannelChange(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(active)));
    }

    /** The partner's leads as they are now, newest first. */
    List<Lead> leads() {
        return aurix.listLeads().list(partnerId, PageRequest.first(100)).rows().stream()
                .map(row -> row.lead())
                .toList();
    }
}

package sg.com.aurix.adapters.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import sg.com.aurix.application.Aurix;
import sg.com.aurix.application.usecase.AdministerPartners.ChannelAddition;
import sg.com.aurix.application.usecase.AdministerPartners.ChannelChange;
import sg.com.aurix.application.usecase.AdministerPartners.ChannelSettings;
import sg.com.aurix.application.usecase.AdministerPartners.KeyIssue;
import sg.com.aurix.application.usecase.ReceiveMessage;
import sg.com.aurix.application.usecase.TrackClick;
import sg.com.aurix.domain.conversation.Contact;
import sg.com.aurix.domain.conversation.InboundMessage;
import sg.com.aurix.domain.conversation.MessageId;
import sg.com.aurix.domain.lead.Lead;
import sg.com.aurix.domain.partner.Channel;
import sg.com.aurix.domain.partner.ChannelId;
import sg.com.aurix.domain.partner.LeadForm;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.partner.PhoneNumber;
import sg.com.aurix.domain.partner.WidgetTexts;
import sg.com.aurix.domain.tracking.Click;
import sg.com.aurix.domain.tracking.DeviceId;
import sg.com.aurix.domain.tracking.PageContext;
import sg.com.aurix.domain.tracking.PageUrl;
import sg.com.aurix.domain.tracking.Visitor;

/** A partner with one channel, to whom things happen a second after one another. */
public final class TestPartner {
    private static final AtomicLong NUMBERS = new AtomicLong(791163770738681L);

    private final Aurix aurix;
    private final TestClock clock;
    private final BiFunction<String, String, Call> calls;
    private final PartnerId id;
    private final String key;
    private final Channel channel;

    private TestPartner(
            Aurix aurix,
            TestClock clock,
            BiFunction<String, String, Call> calls,
            PartnerId id,
            String key,
            Channel channel) {
        this.aurix = aurix;
        this.clock = clock;
        this.calls = calls;
        this.id = id;
        this.key = key;
        this.channel = channel;
    }

    /** A new one, whose calls are made so: of that method to that path and query. */
    public static TestPartner in(Aurix aurix, TestClock clock, BiFunction<String, String, Call> calls) {
        var admin = aurix.administerPartners();
        PartnerId id = admin.addPartner("Glow Salon").id();
        var settings = new ChannelSettings(
                new ChannelId(Long.toString(NUMBERS.incrementAndGet())),
                new PhoneNumber("6588888888"),
                new WidgetTexts("Glow Salon", Optional.empty(), Optional.of("Hello!"), true),
                LeadForm.STANDARD,
                true);
        if (admin.issueKey(id) instanceof KeyIssue.Issued issued
                && admin.addChannel(id, settings) instanceof ChannelAddition.Added added) {
            return new TestPartner(aurix, clock, calls, id, issued.apiKey().value(), added.channel());
        }
        throw new AssertionError("a new partner gets a key and a channel");
    }

    /** Its id. */
    public PartnerId id() {
        return id;
    }

    /** Its API key. */
    public String key() {
        return key;
    }

    /** Its channel. */
    public Channel channel() {
        return channel;
    }

    /** Its channel's widget token. */
    public String token() {
        return channel.widgetToken().value();
    }

    /** What it is answered there as itself. */
    public Answer get(String pathAndQuery) {
        return calls.apply("GET", pathAndQuery).bearer(key).send();
    }

    /** The rows of the list there. */
    public JsonNode rows(String pathAndQuery) {
        return get(pathAndQuery).json().get("data");
    }

    /** The rows of its clicks, newest first. */
    public JsonNode attribution() {
        return rows("/integrations/external/attribution");
    }

    /** Where its listener is. */
    public String listenerUrl() {
        return "https://your-backend.com/" + id;
    }

    /** Registers its listener; further fields begin with a comma. */
    public Answer register(String furtherFields) {
        return calls.apply("PUT", "/integrations/external/webhook-config")
                .bearer(key)
                .json("{\"url\":\"" + listenerUrl() + "\"" + furtherFields + "}")
                .send();
    }

    /** Switches its channel off. */
    public void switchOff() {
        change(Optional.empty(), Optional.of(false));
    }

    /** Gives its channel another message template. */
    public void template(String messageTemplate) {
        change(Optional.of(Optional.of(messageTemplate)), Optional.empty());
    }

    private void change(Optional<Optional<String>> messageTemplate, Optional<Boolean> active) {
        var change = new ChannelChange(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                messageTemplate,
                Optional.empty(),
                Optional.empty(),
                active);
        aurix.administerPartners().changeChannel(id, channel.id(), change);
    }

    /** Lets a device click on that page. */
    public Click click(String deviceId, String page) {
        clock.pass(Duration.ofSeconds(1));
        var click = new TrackClick.WidgetClick(
                channel.widgetToken(),
                new DeviceId(deviceId),
                new PageUrl(page),
                Optional.empty(),
                PageContext.NONE,
                new Visitor(Optional.of("101.100.185.9"), Optional.of("Mozilla/5.0")));
        if (aurix.trackClick().track(click) instanceof TrackClick.Outcome.Tracked tracked) {
            return tracked.click();
        }
        throw new AssertionError("the channel takes clicks");
    }

    /** Lets a contact write. */
    public Lead message(String phoneNumber, String profileName, String text) {
        clock.pass(Duration.ofSeconds(1));
        var message = new InboundMessage(
                new MessageId("wamid." + NUMBERS.incrementAndGet()),
                channel.id(),
                new Contact(Optional.empty(), Optional.of(new PhoneNumber(phoneNumber))),
                Optional.of(profileName),
                List.of(text),
                Optional.empty(),
                clock.instant());
        return switch (aurix.receiveMessage().receive(message)) {
            case ReceiveMessage.Outcome.Correlated correlated -> correlated.lead();
            case ReceiveMessage.Outcome.Unreferenced unreferenced -> unreferenced.lead();
            default -> throw new AssertionError("the message is new and the channel known");
        };
    }
}

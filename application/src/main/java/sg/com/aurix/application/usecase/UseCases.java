package sg.com.aurix.application.usecase;

import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import sg.com.aurix.application.port.Dispatcher;
import sg.com.aurix.application.port.Ports;
import sg.com.aurix.domain.partner.ApiKey;
import sg.com.aurix.domain.partner.ApiKeyHash;
import sg.com.aurix.domain.partner.Channel;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.partner.PartnerKey;
import sg.com.aurix.domain.partner.WidgetToken;
import sg.com.aurix.domain.tracking.SessionWindow;
import sg.com.aurix.domain.webhook.Webhook;

/** All use cases, composed over one set of ports; {@link sg.com.aurix.application.Aurix} is the way to make them. */
public record UseCases(
        TrackClick trackClick,
        RepeatHandOff repeatHandOff,
        ReceiveMessage receiveMessage,
        CollectLeadData collectLeadData,
        ConfigureWebhook configureWebhook,
        TestWebhook testWebhook,
        ExplainSignature explainSignature,
        DeliverEvents deliverEvents,
        ListDeliveries listDeliveries,
        RedeliverEvents redeliverEvents,
        ListLeads listLeads,
        ListAttribution listAttribution,
        AuthenticatePartner authenticatePartner,
        AdministerPartners administerPartners)
        implements AutoCloseable {
    /**
     * Composes the use cases.
     *
     * @param grouping how clicks share units of work; none lets each be a unit of its own
     * @param window how long a session lasts (TR-2)
     * @param givenKeys API keys that an operator chose, which need not have the form of minted ones
     * @param dispatching makes the dispatcher of committed events out of the use case that delivers them
     */
    public static UseCases over(
            Ports ports,
            SessionWindow window,
            Optional<TrackClick.Grouping> grouping,
            Set<ApiKey> givenKeys,
            Function<DeliverEvents, Dispatcher> dispatching) {
        InstantSource clock = new Microseconds(ports.clock());
        Recent<PartnerId, Webhook> recentWebhooks = Recent.ofEach(ports.webhooks()::of);
        Recent<ApiKeyHash, PartnerKey> recentKeys = Recent.ofEach(ports.apiKeys()::find);
        Recent<WidgetToken, Channel> recentChannels = new Recent<>(ports.channels()::byToken);
        DeliverEvents deliverEvents = new EventDeliverer(
                ports.webhooks(), recentWebhooks, ports.outbox(), ports.webhookSender(), clock, ports.secureRandom());
        Announcer announcer = new Announcer(
                ports.unitOfWork(),
                ports.webhooks(),
                ports.outbox(),
                dispatching.apply(deliverEvents),
                ports.secureRandom());
        TrackClick trackClick = new ClickTracker(
                announcer,
                recentChannels,
                ports.sessions(),
                ports.clicks(),
                ports.botDetector(),
                window,
                clock,
                ports.secureRandom());
        return new UseCases(
                grouping.<TrackClick>map(how -> new GroupedClicks(trackClick, how))
                        .orElse(trackClick),
                new HandOffRepeater(ports.channels(), ports.sessions()),
                new MessageReceiver(
                        announcer,
                        ports.channels(),
                        ports.conversations(),
                        ports.sessions(),
                        ports.leads(),
                        ports.leadExtractor(),
                        clock),
                new LeadDataCollector(announcer, ports.channels(), ports.leads(), ports.leadExtractor(), clock),
                new WebhookConfigurator(
                        ports.unitOfWork(),
                        ports.webhooks(),
                        recentWebhooks,
                        ports.webhookSender(),
                        clock,
                        ports.secureRandom()),
                new WebhookTester(ports.webhooks(), ports.webhookSender(), clock, ports.secureRandom()),
                new SignatureExplainer(ports.webhooks(), ports.outbox(), clock),
                deliverEvents,
                new DeliveryLister(ports.outbox()),
                new EventRedeliverer(ports.unitOfWork(), ports.webhooks(), ports.outbox()),
                new LeadLister(ports.leads()),
                new AttributionLister(ports.clicks()),
                new KeyAuthenticator(recentKeys, givenKeys),
                new PartnerAdministrator(
                        ports.unitOfWork(),
                        ports.partners(),
                        ports.apiKeys(),
                        ports.channels(),
                        recentKeys,
                        recentChannels,
                        clock,
                        ports.secureRandom()));
    }

    /** Ends what the use cases have begun: clicks that wait to be recorded together are recorded, and no more are taken. */
    @Override
    public void close() {
        if (trackClick instanceof GroupedClicks grouped) {
            grouped.close();
        }
    }
}

package sg.com.aurix.bootstrap;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import sg.com.aurix.adapters.webhook.DispatchLimits;
import sg.com.aurix.adapters.webhook.EventDispatcher;
import sg.com.aurix.application.Aurix;
import sg.com.aurix.application.port.BotDetector;
import sg.com.aurix.application.port.LeadExtractor;
import sg.com.aurix.application.port.Ports;
import sg.com.aurix.application.port.WebhookSender;
import sg.com.aurix.application.usecase.AdministerPartners;
import sg.com.aurix.application.usecase.AuthenticatePartner;
import sg.com.aurix.application.usecase.CollectLeadData;
import sg.com.aurix.application.usecase.ConfigureWebhook;
import sg.com.aurix.application.usecase.ExplainSignature;
import sg.com.aurix.application.usecase.ListAttribution;
import sg.com.aurix.application.usecase.ListDeliveries;
import sg.com.aurix.application.usecase.ListLeads;
import sg.com.aurix.application.usecase.ReceiveMessage;
import sg.com.aurix.application.usecase.RedeliverEvents;
import sg.com.aurix.application.usecase.RepeatHandOff;
import sg.com.aurix.application.usecase.TestWebhook;
import sg.com.aurix.application.usecase.TrackClick;
import sg.com.aurix.bootstrap.settings.ServerSettings;
import sg.com.aurix.domain.partner.ApiKey;

/** Composes the use cases over the adapters' ports. The clock is Micronaut's own {@code InstantSource} bean, the system's. */
@Factory
final class UseCaseFactory {
    /** How long an event stays claimed: a crash delays what was under way by as much, and an attempt must fit in three times. */
    static final Duration LEASE = Duration.ofSeconds(30);

    @Singleton
    SecureRandom secureRandom() {
        return new SecureRandom();
    }

    @Singleton
    LeadExtractor leadExtractor(LaterPorts ports) {
        return ports.leadExtractor();
    }

    @Singleton
    BotDetector botDetector(LaterPorts ports) {
        return ports.botDetector();
    }

    @Singleton
    Composition composition(Ports ports, ServerSettings settings) {
        // Of the platform, because they do nothing but wait for the database: a virtual one would cost two more
        // switches each time.
        Executor threads = Executors.newCachedThreadPool(
                Thread.ofPlatform().daemon().name("clicks-", 1).factory());
        AtomicReference<EventDispatcher> dispatcher = new AtomicReference<>();
        Set<ApiKey> givenKeys = settings.givenApiKey().stream().collect(Collectors.toUnmodifiableSet());
        DispatchLimits limits = DispatchLimits.forLease(LEASE, WebhookSender.DEADLINE);
        Aurix aurix = Aurix.over(ports)
                .sessionWindow(settings.sessionWindow())
                .groupingClicks(threads)
                .givenKeys(givenKeys)
                .dispatching(deliverEvents -> {
                    dispatcher.set(new EventDispatcher(deliverEvents, limits));
                    return dispatcher.get();
                })
                .build();
        return new Composition(aurix, dispatcher.get());
    }

    @Singleton
    Aurix aurix(Composition composition) {
        return composition.aurix();
    }

    @Singleton
    EventDispatcher dispatcher(Composition composition) {
        return composition.dispatcher();
    }

    @Singleton
    TrackClick trackClick(Aurix aurix) {
        return aurix.trackClick();
    }

    @Singleton
    RepeatHandOff repeatHandOff(Aurix aurix) {
        return aurix.repeatHandOff();
    }

    @Singleton
    ReceiveMessage receiveMessage(Aurix aurix) {
        return aurix.receiveMessage();
    }

    @Singleton
    CollectLeadData collectLeadData(Aurix aurix) {
        return aurix.collectLeadData();
    }

    @Singleton
    ConfigureWebhook configureWebhook(Aurix aurix) {
        return aurix.configureWebhook();
    }

    @Singleton
    TestWebhook testWebhook(Aurix aurix) {
        return aurix.testWebhook();
    }

    @Singleton
    ExplainSignature explainSignature(Aurix aurix) {
        return aurix.explainSignature();
    }

    @Singleton
    ListDeliveries listDeliveries(Aurix aurix) {
        return aurix.listDeliveries();
    }

    @Singleton
    RedeliverEvents redeliverEvents(Aurix aurix) {
        return aurix.redeliverEvents();
    }

    @Singleton
    ListLeads listLeads(Aurix aurix) {
        return aurix.listLeads();
    }

    @Singleton
    ListAttribution listAttribution(Aurix aurix) {
        return aurix.listAttribution();
    }

    @Singleton
    AuthenticatePartner authenticatePartner(Aurix aurix) {
        return aurix.authenticatePartner();
    }

    @Singleton
    AdministerPartners administerPartners(Aurix aurix) {
        return aurix.administerPartners();
    }

    /** The use cases and the dispatcher that was made for them. */
    record Composition(Aurix aurix, EventDispatcher dispatcher) {}
}

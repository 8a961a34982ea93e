package sg.com.aurix.application;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Function;
import sg.com.aurix.application.port.Delivery;
import sg.com.aurix.application.port.Dispatcher;
import sg.com.aurix.application.port.OutboxEvent;
import sg.com.aurix.application.port.Ports;
import sg.com.aurix.application.usecase.AdministerPartners;
import sg.com.aurix.application.usecase.AuthenticatePartner;
import sg.com.aurix.application.usecase.CollectLeadData;
import sg.com.aurix.application.usecase.ConfigureWebhook;
import sg.com.aurix.application.usecase.DeliverEvents;
import sg.com.aurix.application.usecase.ExplainSignature;
import sg.com.aurix.application.usecase.ListAttribution;
import sg.com.aurix.application.usecase.ListDeliveries;
import sg.com.aurix.application.usecase.ListLeads;
import sg.com.aurix.application.usecase.ReceiveMessage;
import sg.com.aurix.application.usecase.RedeliverEvents;
import sg.com.aurix.application.usecase.RepeatHandOff;
import sg.com.aurix.application.usecase.TestWebhook;
import sg.com.aurix.application.usecase.TrackClick;
import sg.com.aurix.application.usecase.UseCases;
import sg.com.aurix.domain.partner.ApiKey;
import sg.com.aurix.domain.tracking.SessionWindow;

/**
 * Aurix in a JVM application of your own: all use cases over the ports you provide. Safe for use by several threads.
 *
 * <p>Each call of a use case is a unit of work of its own. Do not call one within a unit of yours: its events would be sent before your
 * unit is kept.
 *
 * <pre>{@code
 * Aurix aurix = Aurix.over(InMemory.ports(sender)).build();
 * Partner partner = aurix.administerPartners().addPartner("Glow Salon");
 * }</pre>
 */
public final class Aurix implements AutoCloseable {
    private final UseCases useCases;

    private Aurix(UseCases useCases) {
        this.useCases = useCases;
    }

    /** Begins to compose the use cases over these ports. */
    public static Builder over(Ports ports) {
        return new Builder(ports);
    }

    /** Records clicks on the widget. */
    public TrackClick trackClick() {
        return useCases.trackClick();
    }

    /** Makes hand-offs again. */
    public RepeatHandOff repeatHandOff() {
        return useCases.repeatHandOff();
    }

    /** Takes messages of contacts. */
    public ReceiveMessage receiveMessage() {
        return useCases.receiveMessage();
    }

    /** Takes collected data points. */
    public CollectLeadData collectLeadData() {
        return useCases.collectLeadData();
    }

    /** Registers webhooks. */
    public ConfigureWebhook configureWebhook() {
        return useCases.configureWebhook();
    }

    /** Sends sample events to a listener. */
    public TestWebhook testWebhook() {
        return useCases.testWebhook();
    }

    /** Explains signatures. */
    public ExplainSignature explainSignature() {
        return useCases.explainSignature();
    }

    /** Lists events and what became of them. */
    public ListDeliveries listDeliveries() {
        return useCases.listDeliveries();
    }

    /** Sends events again. */
    public RedeliverEvents redeliverEvents() {
        return useCases.redeliverEvents();
    }

    /** Delivers events; a dispatcher calls it. */
    public DeliverEvents deliverEvents() {
        return useCases.deliverEvents();
    }

    /** Lists leads. */
    public ListLeads listLeads() {
        return useCases.listLeads();
    }

    /** Lists clicks and what came of them. */
    public ListAttribution listAttribution() {
        return useCases.listAttribution();
    }

    /** Tells which partner is calling. */
    public AuthenticatePartner authenticatePartner() {
        return useCases.authenticatePartner();
    }

    /** Sets up partners, keys and channels. */
    public AdministerPartners administerPartners() {
        return useCases.administerPartners();
    }

    /**
     * Takes no more clicks where they are grouped, and waits until those that were taken are committed and answered, for 15 seconds at
     * most. Without grouping there is nothing to end.
     */
    @Override
    public void close() {
        useCases.close();
    }

    /** Collects what is to differ from the standard before the use cases are composed. */
    public static final class Builder {
        private static final Logger LOG = System.getLogger(Aurix.class.getName());

        private final Ports ports;
        private SessionWindow window = SessionWindow.STANDARD;
        private Optional<TrackClick.Grouping> grouping = Optional.empty();
        private Set<ApiKey> givenKeys = Set.of();
        private Function<DeliverEvents, Dispatcher> dispatching = Builder::inTheCallersThread;

        private Builder(Ports ports) {
            this.ports = ports;
        }

        /** Sets how long a session lasts; 12 hours otherwise (TR-2). */
        public Builder sessionWindow(SessionWindow newWindow) {
            this.window = newWindow;
            return this;
        }

        /**
         * Lets clicks that arrive together share a commit; otherwise each is a unit of work of its own, in its caller's thread. Give it
         * a dispatcher as well ({@link #dispatching}), or clicks wait for each other's deliveries; and close what is built.
         *
         * @param threads where they are committed: up to 8 at once
         */
        public Builder groupingClicks(Executor threads) {
            return groupingClicks(TrackClick.Grouping.on(threads));
        }

        /** As {@link #groupingClicks(Executor)}, with limits of your own. */
        public Builder groupingClicks(TrackClick.Grouping newGrouping) {
            this.grouping = Optional.of(newGrouping);
            return this;
        }

        /** Names API keys that you chose yourself, which need not have the form of minted ones; they still must be registered. */
        public Builder givenKeys(Set<ApiKey> keys) {
            this.givenKeys = Set.copyOf(keys);
            return this;
        }

        /**
         * Sets who dispatches committed events; otherwise the thread that caused them attempts each before it returns, which may
         * take the sender's deadline, and nobody makes the later attempts of the policy {@code retry}.
         */
        public Builder dispatching(Function<DeliverEvents, Dispatcher> newDispatching) {
            this.dispatching = newDispatching;
            return this;
        }

        /** Composes the use cases. */
        public Aurix build() {
            return new Aurix(UseCases.over(ports, window, grouping, givenKeys, dispatching));
        }

        private static Dispatcher inTheCallersThread(DeliverEvents deliverEvents) {
            return events -> events.forEach(event -> attempt(event, deliverEvents));
        }

        /** A dispatcher never throws: what caused the event is committed, and the event is found in the outbox again. */
        private static void attempt(OutboxEvent event, DeliverEvents deliverEvents) {
            try {
                deliverEvents.record(List.of(deliverEvents.attempt(Delivery.first(event))));
            } catch (RuntimeException e) {
                LOG.log(
                        Level.WARNING,
                        "Event {0} stays in the outbox: {1}",
                        event.id(),
                        e.getClass().getSimpleName());
            }
        }
    }
}

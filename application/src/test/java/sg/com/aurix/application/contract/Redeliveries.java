package sg.com.aurix.application.contract;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import sg.com.aurix.application.port.DeliveryFilter;
import sg.com.aurix.application.port.DeliverySummary;
import sg.com.aurix.application.port.Outbox.Redelivery;
import sg.com.aurix.application.port.OutboxEvent;
import sg.com.aurix.application.port.PageRequest;
import sg.com.aurix.application.port.Ports;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.webhook.DeliveryState;
import sg.com.aurix.domain.webhook.EventId;
import sg.com.aurix.domain.webhook.EventType;

/** One partner's events, several of which are put on their way again. */
record Redeliveries(Ports ports, PartnerId partnerId) {
    /** Those of a new partner. */
    static Redeliveries in(Ports ports) {
        return new Redeliveries(ports, Samples.in(ports).addPartner().id());
    }

    /** So many new events, each of which has just failed. */
    List<OutboxEvent> failedNow(int count) {
        Samples samples = Samples.in(ports);
        List<OutboxEvent> events =
                Stream.generate(() -> samples.event(partnerId)).limit(count).toList();
        samples.run(() -> ports.outbox().append(events));
        ports.outbox().record(events.stream().map(samples::failed).toList());
        return events;
    }

    /** A new event that happened at that time and has failed. */
    OutboxEvent failed(Instant occurredAt, EventType type) {
        return Samples.in(ports).addEvent(partnerId, occurredAt, type, DeliveryState.FAILED);
    }

    /** Whatever is in that state and happened within an hour of now. */
    Redelivery everything(DeliveryState state) {
        Instant now = Samples.in(ports).now();
        return new Redelivery(
                now.minusSeconds(3_600),
                now.plusSeconds(3_600),
                state,
                EnumSet.allOf(EventType.class),
                Optional.empty());
    }

    /** Puts events on their way again; how many. */
    int put(Redelivery which, int atMost) {
        return ports.unitOfWork()
                .run(() -> ports.outbox().redeliver(partnerId, which, atMost))
                .size();
    }

    /** As the other one, with {@link #everything} in that state. */
    int put(DeliveryState state, int atMost) {
        return put(everything(state), atMost);
    }

    /** The hundred newest that are on their way. */
    List<EventId> pending() {
        DeliveryFilter filter = new DeliveryFilter(Optional.of(DeliveryState.PENDING), Optional.empty());
        return ports.outbox().page(partnerId, filter, PageRequest.first(100)).stream()
                .map(DeliverySummary::id)
                .toList();
    }
}

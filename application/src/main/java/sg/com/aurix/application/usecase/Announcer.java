package sg.com.aurix.application.usecase;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import sg.com.aurix.application.port.Dispatcher;
import sg.com.aurix.application.port.Outbox;
import sg.com.aurix.application.port.OutboxEvent;
import sg.com.aurix.application.port.UnitOfWork;
import sg.com.aurix.application.port.Webhooks;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.webhook.EventId;
import sg.com.aurix.domain.webhook.EventType;
import sg.com.aurix.domain.webhook.PartnerEvent;

/**
 * Runs a unit of work whose events are committed with it and dispatched right after (WH-7); those that nobody is to be told of are
 * recorded as such at once (WH-8).
 */
final class Announcer {
    private final UnitOfWork unitOfWork;
    private final Webhooks webhooks;
    private final Outbox outbox;
    private final Dispatcher dispatcher;
    private final RandomGenerator random;

    Announcer(UnitOfWork unitOfWork, Webhooks webhooks, Outbox outbox, Dispatcher dispatcher, RandomGenerator random) {
        this.unitOfWork = unitOfWork;
        this.webhooks = webhooks;
        this.outbox = outbox;
        this.dispatcher = dispatcher;
        this.random = random;
    }

    /** Runs the work, which adds what happened to the list it is given; it may be run more than once, each time with a new list. */
    <T> T run(Function<List<PartnerEvent>, T> work) {
        record Done<R>(R result, List<OutboxEvent> toSend) {}

        Done<T> done = unitOfWork.run(() -> {
            List<PartnerEvent> happened = new ArrayList<>();
            T result = work.apply(happened);
            return new Done<>(result, append(ready(happened)));
        });
        if (!done.toSend().isEmpty()) {
            dispatcher.handOver(done.toSend());
        }
        return done.result();
    }

    /** Keeps the events; those that are to be sent. */
    private List<OutboxEvent> append(List<OutboxEvent> events) {
        if (events.isEmpty()) {
            return events;
        }
        Map<PartnerId, Set<EventType>> taking =
                webhooks.taking(events.stream().map(OutboxEvent::partnerId).collect(Collectors.toSet()));
        List<OutboxEvent> taken = new ArrayList<>();
        List<OutboxEvent> unsent = new ArrayList<>();
        for (OutboxEvent event : events) {
            boolean wanted = taking.getOrDefault(event.partnerId(), Set.of()).contains(event.type());
            (wanted ? taken : unsent).add(event);
        }
        if (!taken.isEmpty()) {
            outbox.append(taken);
        }
        if (!unsent.isEmpty()) {
            outbox.appendUnsent(unsent);
        }
        return taken;
    }

    /** Gives ids that ascend with the events, also where several happened at one moment. */
    private List<OutboxEvent> ready(List<PartnerEvent> happened) {
        List<EventId> ids = happened.stream()
                .map(event -> EventId.mint(event.occurredAt(), random))
                .sorted(Comparator.comparing(EventId::published))
                .toList();
        return IntStream.range(0, ids.size())
                .mapToObj(i -> ready(ids.get(i), happened.get(i)))
                .toList();
    }

    private static OutboxEvent ready(EventId id, PartnerEvent event) {
        return new OutboxEvent(id, event.partnerId(), event.type(), event.occurredAt(), Envelope.of(id, event));
    }
}

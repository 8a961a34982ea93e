package sg.com.aurix.application.usecase;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import sg.com.aurix.application.port.Dispatcher;
import sg.com.aurix.application.port.Outbox;
import sg.com.aurix.application.port.OutboxEvent;
import sg.com.aurix.application.port.UnitOfWork;
import sg.com.aurix.domain.webhook.EventId;
import sg.com.aurix.domain.webhook.PartnerEvent;

/** Runs a unit of work whose events are committed with it and dispatched right after (WH-7). */
final class Announcer {
    private final UnitOfWork unitOfWork;
    private final Outbox outbox;
    private final Dispatcher dispatcher;
    private final RandomGenerator random;

    Announcer(UnitOfWork unitOfWork, Outbox outbox, Dispatcher dispatcher, RandomGenerator random) {
        this.unitOfWork = unitOfWork;
        this.outbox = outbox;
        this.dispatcher = dispatcher;
        this.random = random;
    }

    /** Runs the work, which adds what happened to the list it is given; it may be run more than once, each time with a new list. */
    <T> T run(Function<List<PartnerEvent>, T> work) {
        record Done<R>(R result, List<OutboxEvent> events) {}

        Done<T> done = unitOfWork.run(() -> {
            List<PartnerEvent> happened = new ArrayList<>();
            T result = work.apply(happened);
            List<OutboxEvent> events = happened.stream().map(this::ready).toList();
            if (!events.isEmpty()) {
                outbox.append(events);
            }
            return new Done<>(result, events);
        });
        if (!done.events().isEmpty()) {
            dispatcher.handOver(done.events());
        }
        return done.result();
    }

    private OutboxEvent ready(PartnerEvent event) {
        EventId id = EventId.mint(event.occurredAt(), random);
        return new OutboxEvent(id, event.partnerId(), event.type(), event.occurredAt(), Envelope.of(id, event));
    }
}

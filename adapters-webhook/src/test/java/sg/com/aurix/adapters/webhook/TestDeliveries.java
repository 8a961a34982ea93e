package sg.com.aurix.adapters.webhook;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import sg.com.aurix.application.port.Attempt;
import sg.com.aurix.application.port.Delivery;
import sg.com.aurix.application.port.OutboxEvent;
import sg.com.aurix.application.port.StoreUnavailableException;
import sg.com.aurix.application.usecase.DeliverEvents;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.webhook.DeliveryState;
import sg.com.aurix.domain.webhook.EventId;

/** Deliveries that can be made to wait, to fail and to be due. */
final class TestDeliveries implements DeliverEvents {
    final Queue<EventId> recorded = new ConcurrentLinkedQueue<>();
    final Queue<EventId> begun = new ConcurrentLinkedQueue<>();
    final Queue<Delivery> due = new ConcurrentLinkedQueue<>();
    final Queue<EventId> released = new ConcurrentLinkedQueue<>();
    final Set<PartnerId> excepted = ConcurrentHashMap.newKeySet();
    final AtomicInteger attempted = new AtomicInteger();
    final AtomicInteger underWay = new AtomicInteger();
    final AtomicInteger refusals = new AtomicInteger();
    volatile Consumer<OutboxEvent> before = event -> {};
    volatile Optional<EventId> unrecordable = Optional.empty();
    volatile boolean releasedAreDue;
    volatile Runnable beforeRecording = () -> {};
    private final CountDownLatch letGo = new CountDownLatch(1);

    /** Keeps every attempt at these partners' events waiting until {@link #letGo}. */
    void hold(Predicate<PartnerId> whose) {
        before = event -> {
            if (whose.test(event.partnerId())) {
                awaitLetGo();
            }
        };
    }

    private void awaitLetGo() {
        try {
            letGo.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the wait of those that are held, for good. */
    void letGo() {
        letGo.countDown();
    }

    @Override
    public Attempt attempt(Delivery delivery) {
        OutboxEvent event = delivery.event();
        begun.add(event.id());
        attempted.incrementAndGet();
        underWay.incrementAndGet();
        before.accept(event);
        underWay.decrementAndGet();
        return new Attempt(
                event.id(),
                event.partnerId(),
                WebhookSamples.NOW,
                Duration.ZERO,
                DeliveryState.NOT_SENT,
                Optional.empty(),
                Optional.empty());
    }

    @Override
    public void record(List<Attempt> attempts) {
        beforeRecording.run();
        if (unrecordable.isPresent() && attempts.stream().map(Attempt::eventId).anyMatch(unrecordable.get()::equals)) {
            refusals.incrementAndGet();
            throw new StoreUnavailableException("provoked", new IllegalStateException());
        }
        attempts.forEach(attempt -> recorded.add(attempt.eventId()));
    }

    @Override
    public void release(List<OutboxEvent> events) {
        for (OutboxEvent event : events) {
            released.add(event.id());
            if (releasedAreDue) {
                due.add(Delivery.first(event));
            }
        }
    }

    @Override
    public List<Delivery> claimDue(int atMostEach, Set<PartnerId> except) {
        excepted.addAll(except);
        List<Delivery> claimed = new ArrayList<>();
        Delivery next = due.peek();
        while (next != null
                && claimed.size() < atMostEach
                && !except.contains(next.event().partnerId())) {
            claimed.add(next);
            due.remove();
            next = due.peek();
        }
        return claimed;
    }
}

package sg.com.aurix.adapters.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import sg.com.aurix.application.contract.Requirement;
import sg.com.aurix.application.port.Attempt;
import sg.com.aurix.application.port.Delivery;
import sg.com.aurix.application.port.OutboxEvent;
import sg.com.aurix.application.port.StoreUnavailableException;
import sg.com.aurix.application.usecase.DeliverEvents;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.webhook.DeliveryState;
import sg.com.aurix.domain.webhook.EventId;

class EventDispatcherTest {
    private static final PartnerId SLOW = new PartnerId(new UUID(9, 1));
    private static final PartnerId QUICK = new PartnerId(new UUID(9, 2));
    private static final DispatchLimits LIMITS = new DispatchLimits(
            8,
            4,
            1,
            Duration.ofSeconds(2),
            2000,
            1000,
            10,
            Duration.ofMillis(20),
            Duration.ofSeconds(10),
            Duration.ofSeconds(5));

    @Test
    @Requirement("WH-6")
    void a_committed_event_is_attempted_once_and_its_outcome_recorded() {
        Deliveries deliveries = new Deliveries();
        try (EventDispatcher dispatcher = new EventDispatcher(deliveries, LIMITS)) {
            dispatcher.handOver(events(QUICK, 100));

            await().until(() -> deliveries.recorded.size() == 100);
        }
        assertThat(deliveries.recorded).doesNotHaveDuplicates();
    }

    @Test
    @Requirement("RS-6")
    void a_stuck_listener_holds_up_nobody_else() {
        Deliveries deliveries = new Deliveries();
        CountDownLatch stuck = new CountDownLatch(1);
        deliveries.before = event -> {
            if (event.partnerId().equals(SLOW)) {
                awaitQuietly(stuck);
            }
        };
        try (EventDispatcher dispatcher = new EventDispatcher(deliveries, LIMITS)) {
            dispatcher.handOver(events(SLOW, 500));
            await().until(() -> deliveries.underWay.get() == LIMITS.attemptsPerPartner());
            dispatcher.handOver(events(QUICK, 50));

            await().until(() -> deliveries.recorded.size() == 50);
            assertThat(deliveries.underWay).hasValue(LIMITS.attemptsPerPartner());
            stuck.countDown();
        }
    }

    @Test
    @Requirement("WH-7")
    void what_was_left_over_is_found_and_attempted() {
        Deliveries deliveries = new Deliveries();
        deliveries.due.addAll(first(QUICK, 35));
        try (EventDispatcher dispatcher = new EventDispatcher(deliveries, LIMITS)) {
            dispatcher.start();

            await().until(() -> deliveries.recorded.size() == 35);
        }
    }

    @Test
    @Requirement("RS-6")
    void no_more_is_claimed_for_a_partner_without_room() {
        Deliveries deliveries = new Deliveries();
        CountDownLatch stuck = new CountDownLatch(1);
        deliveries.before = event -> awaitQuietly(stuck);
        try (EventDispatcher dispatcher = new EventDispatcher(deliveries, LIMITS)) {
            dispatcher.handOver(events(SLOW, 1000));
            dispatcher.start();

            await().until(() -> deliveries.excepted.contains(SLOW));
            stuck.countDown();
        }
    }

    @Test
    @Requirement("WH-7")
    void an_event_waits_for_a_store_that_cannot_say_where_to_send_it() {
        Deliveries deliveries = new Deliveries();
        AtomicInteger asked = new AtomicInteger();
        deliveries.before = event -> {
            if (asked.incrementAndGet() < 3) {
                throw new StoreUnavailableException("provoked", new IllegalStateException());
            }
        };
        try (EventDispatcher dispatcher = new EventDispatcher(deliveries, LIMITS)) {
            dispatcher.handOver(events(QUICK, 1));

            await().until(() -> deliveries.recorded.size() == 1);
            assertThat(asked).hasValue(3);
        }
    }

    @Test
    @Requirement("RS-6")
    void an_error_ends_neither_its_lane_nor_the_others() {
        Deliveries deliveries = new Deliveries();
        deliveries.before = event -> {
            if (event.id().value().getLeastSignificantBits() < 40) {
                throw new NoClassDefFoundError("provoked");
            }
        };
        try (EventDispatcher dispatcher = new EventDispatcher(deliveries, LIMITS)) {
            dispatcher.handOver(events(QUICK, 50));

            await().until(() -> deliveries.recorded.size() == 10);
        }
    }

    @Test
    @Requirement("RS-6")
    void an_outcome_that_cannot_be_recorded_does_not_hold_up_the_others() {
        Deliveries deliveries = new Deliveries();
        List<OutboxEvent> events = events(QUICK, 20);
        deliveries.unrecordable = Optional.of(events.get(7).id());
        try (EventDispatcher dispatcher = new EventDispatcher(deliveries, LIMITS)) {
            dispatcher.handOver(events);

            await().atMost(Duration.ofSeconds(20)).until(() -> deliveries.recorded.size() == 19);
            assertThat(deliveries.recorded).doesNotContain(events.get(7).id());
            assertThat(deliveries.refusals.get()).isPositive();
        }
    }

    @Test
    @Requirement("RS-8")
    void closing_lets_attempts_under_way_end_and_records_them() {
        Deliveries deliveries = new Deliveries();
        CountDownLatch listenerAnswers = new CountDownLatch(1);
        deliveries.before = event -> awaitQuietly(listenerAnswers);
        EventDispatcher dispatcher = new EventDispatcher(deliveries, LIMITS);
        dispatcher.handOver(events(QUICK, 100));
        await().until(() -> deliveries.underWay.get() == LIMITS.attemptsPerPartner());

        Thread closing = Thread.ofVirtual().start(dispatcher::close);
        listenerAnswers.countDown();

        await().until(() -> !closing.isAlive());
        assertThat(deliveries.underWay).hasValue(0);
        assertThat(deliveries.recorded).hasSize(deliveries.attempted.get()).hasSizeLessThan(100);
        // What was not attempted is free for other nodes at once, and so is what comes too late.
        assertThat(deliveries.released)
                .hasSize(100 - deliveries.attempted.get())
                .doesNotContainAnyElementsOf(deliveries.recorded);
        OutboxEvent late = WebhookSamples.event(QUICK, 1000);
        dispatcher.handOver(List.of(late));
        assertThat(deliveries.released).contains(late.id());
    }

    private static List<OutboxEvent> events(PartnerId partner, int count) {
        return LongStream.range(0, count)
                .mapToObj(number -> WebhookSamples.event(partner, number))
                .toList();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<Delivery> first(PartnerId partner, int count) {
        return events(partner, count).stream().map(Delivery::first).toList();
    }

    @Test
    @Requirement("RS-13")
    void first_attempts_go_before_retries() {
        Deliveries deliveries = new Deliveries();
        CountDownLatch busy = new CountDownLatch(1);
        deliveries.before = event -> awaitQuietly(busy);
        List<OutboxEvent> events = events(QUICK, 24);
        deliveries.due.addAll(events.subList(4, 14).stream()
                .map(event -> new Delivery(event, 1))
                .toList());
        try (EventDispatcher dispatcher = new EventDispatcher(deliveries, LIMITS)) {
            dispatcher.handOver(events.subList(0, 4));
            await().until(() -> deliveries.underWay.get() == LIMITS.attemptsPerPartner());
            dispatcher.start();
            await().until(deliveries.due::isEmpty);
            dispatcher.handOver(events.subList(14, 24));
            busy.countDown();

            await().until(() -> deliveries.recorded.size() == 24);
        }
        List<EventId> ids = events.stream().map(OutboxEvent::id).toList();
        assertThat(List.copyOf(deliveries.begun).subList(4, 14))
                .containsExactlyInAnyOrderElementsOf(ids.subList(14, 24));
    }

    @Test
    @Requirement("RS-13")
    void retries_never_use_up_the_attempts_of_others() {
        Deliveries deliveries = new Deliveries();
        CountDownLatch stuck = new CountDownLatch(1);
        deliveries.before = event -> {
            if (!event.partnerId().equals(QUICK)) {
                awaitQuietly(stuck);
            }
        };
        for (int partner = 0; partner < 5; partner++) {
            OutboxEvent event = WebhookSamples.event(new PartnerId(new UUID(8, partner)), partner);
            deliveries.due.add(new Delivery(event, 1));
        }
        try (EventDispatcher dispatcher = new EventDispatcher(deliveries, LIMITS)) {
            dispatcher.start();
            await().until(deliveries.due::isEmpty);
            await().until(() -> deliveries.underWay.get() == LIMITS.attemptsAtOnce() / 2);
            dispatcher.handOver(events(QUICK, 50));

            await().until(() -> deliveries.recorded.size() == 50);
            assertThat(deliveries.underWay).hasValue(LIMITS.attemptsAtOnce() / 2);
            stuck.countDown();
        }
    }

    @Test
    @Requirement("RS-13")
    void what_a_lane_has_no_room_for_goes_back_to_the_outbox_and_comes_again_when_there_is() {
        Deliveries deliveries = new Deliveries();
        CountDownLatch busy = new CountDownLatch(1);
        deliveries.before = event -> awaitQuietly(busy);
        deliveries.releasedAreDue = true;
        List<OutboxEvent> events = events(QUICK, 1500);
        try (EventDispatcher dispatcher = new EventDispatcher(deliveries, LIMITS)) {
            dispatcher.handOver(events);
            dispatcher.start();
            await().until(() -> deliveries.released.size() >= 400);
            busy.countDown();

            await().until(() -> deliveries.recorded.size() == 1500);
        }
        assertThat(deliveries.recorded).doesNotHaveDuplicates();
    }

    /** Deliveries that can be made to wait, to fail and to be due. */
    private static final class Deliveries implements DeliverEvents {
        private final Queue<EventId> recorded = new ConcurrentLinkedQueue<>();
        private final Queue<EventId> begun = new ConcurrentLinkedQueue<>();
        private final Queue<Delivery> due = new ConcurrentLinkedQueue<>();
        private final Queue<EventId> released = new ConcurrentLinkedQueue<>();
        private final Set<PartnerId> excepted = ConcurrentHashMap.newKeySet();
        private final AtomicInteger attempted = new AtomicInteger();
        private final AtomicInteger underWay = new AtomicInteger();
        private final AtomicInteger refusals = new AtomicInteger();
        private volatile Consumer<OutboxEvent> before = event -> {};
        private volatile Optional<EventId> unrecordable = Optional.empty();
        private volatile boolean releasedAreDue;

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
            if (unrecordable.isPresent()
                    && attempts.stream().map(Attempt::eventId).anyMatch(unrecordable.get()::equals)) {
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
}

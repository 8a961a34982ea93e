package sg.com.aurix.adapters.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sg.com.aurix.application.contract.Requirement;
import sg.com.aurix.application.port.Delivery;
import sg.com.aurix.application.port.OutboxEvent;
import sg.com.aurix.application.port.StoreUnavailableException;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.webhook.EventId;

class EventDispatcherTest {
    private static final PartnerId SLOW = new PartnerId(new UUID(9, 1));
    private static final PartnerId QUICK = new PartnerId(new UUID(9, 2));
    private static final DispatchLimits LIMITS = limits(8, 2000);

    private final TestDeliveries deliveries = new TestDeliveries();

    @Test
    @Requirement("WH-6")
    void a_committed_event_is_attempted_once_and_its_outcome_recorded() {
        try (EventDispatcher dispatcher = new EventDispatcher(deliveries, LIMITS)) {
            dispatcher.handOver(events(QUICK, 100));

            await().until(() -> deliveries.recorded.size() == 100);
        }
        assertThat(deliveries.recorded).doesNotHaveDuplicates();
    }

    @Test
    @Requirement("RS-6")
    void a_stuck_listener_holds_up_nobody_else() {
        deliveries.hold(SLOW::equals);
        try (EventDispatcher dispatcher = new EventDispatcher(deliveries, LIMITS)) {
            dispatcher.handOver(events(SLOW, 500));
            await().until(() -> deliveries.underWay.get() == LIMITS.attemptsPerPartner());
            dispatcher.handOver(events(QUICK, 50));

            await().until(() -> deliveries.recorded.size() == 50);
            assertThat(deliveries.underWay).hasValue(LIMITS.attemptsPerPartner());
            deliveries.letGo();
        }
    }

    @Test
    @Requirement("WH-7")
    void what_was_left_over_is_found_and_attempted() {
        deliveries.due.addAll(first(QUICK, 35));
        try (EventDispatcher dispatcher = new EventDispatcher(deliveries, LIMITS)) {
            dispatcher.start();

            await().until(() -> deliveries.recorded.size() == 35);
        }
    }

    @Test
    @Requirement("RS-6")
    void no_more_is_claimed_for_a_partner_without_room() {
        deliveries.hold(partner -> true);
        try (EventDispatcher dispatcher = new EventDispatcher(deliveries, LIMITS)) {
            dispatcher.handOver(events(SLOW, 1000));
            dispatcher.start();

            await().until(() -> deliveries.excepted.contains(SLOW));
            deliveries.letGo();
        }
    }

    @Test
    @Requirement("WH-7")
    void an_event_waits_for_a_store_that_cannot_say_where_to_send_it() {
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
        deliveries.hold(partner -> true);
        EventDispatcher dispatcher = new EventDispatcher(deliveries, LIMITS);
        dispatcher.handOver(events(QUICK, 100));
        await().until(() -> deliveries.underWay.get() == LIMITS.attemptsPerPartner());

        Thread closing = Thread.ofVirtual().start(dispatcher::close);
        await().until(() -> deliveries.released.size() == 100 - LIMITS.attemptsPerPartner());
        deliveries.letGo();

        await().until(() -> !closing.isAlive());
        assertThat(deliveries.underWay).hasValue(0);
        assertThat(deliveries.recorded).hasSize(deliveries.attempted.get()).hasSize(LIMITS.attemptsPerPartner());
        // What was not attempted is free for other nodes at once, and so is what comes too late.
        assertThat(deliveries.released)
                .hasSize(100 - deliveries.attempted.get())
                .doesNotContainAnyElementsOf(deliveries.recorded);
        OutboxEvent late = WebhookSamples.event(QUICK, 1000);
        dispatcher.handOver(List.of(late));
        assertThat(deliveries.released).contains(late.id());
    }

    private static DispatchLimits limits(int attemptsAtOnce, int waiting) {
        return new DispatchLimits(
                attemptsAtOnce,
                4,
                1,
                Duration.ofSeconds(2),
                waiting,
                1000,
                10,
                Duration.ofMillis(10),
                Duration.ofMillis(20),
                Duration.ofSeconds(10),
                Duration.ofSeconds(5));
    }

    private static List<OutboxEvent> events(PartnerId partner, int count) {
        return LongStream.range(0, count)
                .mapToObj(number -> WebhookSamples.event(partner, number))
                .toList();
    }

    /** Partners who are neither of the two. */
    private static Stream<PartnerId> others(int count) {
        return IntStream.range(0, count).mapToObj(partner -> new PartnerId(new UUID(8, partner)));
    }

    private static List<Delivery> retries(List<OutboxEvent> events) {
        return events.stream().map(event -> new Delivery(event, 1)).toList();
    }

    private static List<Delivery> first(PartnerId partner, int count) {
        return events(partner, count).stream().map(Delivery::first).toList();
    }

    @Test
    @Requirement("RS-13")
    void first_attempts_go_before_retries() {
        deliveries.hold(partner -> true);
        List<OutboxEvent> events = events(QUICK, 24);
        deliveries.due.addAll(retries(events.subList(4, 14)));
        try (EventDispatcher dispatcher = new EventDispatcher(deliveries, LIMITS)) {
            dispatcher.handOver(events.subList(0, 4));
            await().until(() -> deliveries.underWay.get() == LIMITS.attemptsPerPartner());
            dispatcher.start();
            await().until(deliveries.due::isEmpty);
            dispatcher.handOver(events.subList(14, 24));
            deliveries.letGo();

            await().until(() -> deliveries.recorded.size() == 24);
        }
        List<EventId> ids = events.stream().map(OutboxEvent::id).toList();
        assertThat(List.copyOf(deliveries.begun).subList(4, 14))
                .containsExactlyInAnyOrderElementsOf(ids.subList(14, 24));
    }

    @Test
    @Requirement("RS-13")
    void retries_never_use_up_the_attempts_of_others() {
        deliveries.hold(partner -> !partner.equals(QUICK));
        deliveries.due.addAll(retries(
                others(5).map(partner -> WebhookSamples.event(partner, 0)).toList()));
        try (EventDispatcher dispatcher = new EventDispatcher(deliveries, LIMITS)) {
            dispatcher.start();
            await().until(deliveries.due::isEmpty);
            await().until(() -> deliveries.underWay.get() == LIMITS.attemptsAtOnce() / 2);
            dispatcher.handOver(events(QUICK, 50));

            await().until(() -> deliveries.recorded.size() == 50);
            assertThat(deliveries.underWay).hasValue(LIMITS.attemptsAtOnce() / 2);
            deliveries.letGo();
        }
    }

    @Test
    @Requirement("RS-13")
    void what_a_lane_has_no_room_for_goes_back_to_the_outbox_and_comes_again_when_there_is() {
        deliveries.hold(partner -> true);
        deliveries.releasedAreDue = true;
        List<OutboxEvent> events = events(QUICK, 1500);
        try (EventDispatcher dispatcher = new EventDispatcher(deliveries, LIMITS)) {
            dispatcher.handOver(events);
            dispatcher.start();
            await().until(() -> deliveries.released.size() >= 400);
            deliveries.letGo();

            await().until(() -> deliveries.recorded.size() == 1500);
        }
        assertThat(deliveries.recorded).doesNotHaveDuplicates();
    }

    @Test
    @Requirement("RS-13")
    void however_many_listeners_hang_the_others_are_served() {
        deliveries.hold(partner -> !partner.equals(QUICK));
        DispatchLimits narrow = limits(64, 200);
        try (EventDispatcher dispatcher = new EventDispatcher(deliveries, narrow)) {
            // Ten of them fill whatever may wait in memory.
            others(10).forEach(partner -> dispatcher.handOver(events(partner, 100)));
            await().until(() -> deliveries.underWay.get() == 40);
            dispatcher.handOver(events(QUICK, 30));

            await().until(() -> deliveries.recorded.size() == 30);
            deliveries.letGo();
        }
    }

    @Test
    @Requirement("RS-13")
    void retries_that_wait_for_their_turn_do_not_keep_first_attempts_waiting() {
        deliveries.hold(partner -> !partner.equals(QUICK));
        deliveries.due.addAll(retries(
                others(4).map(partner -> WebhookSamples.event(partner, 0)).toList()));
        List<OutboxEvent> quick = events(QUICK, 20);
        try (EventDispatcher dispatcher = new EventDispatcher(deliveries, LIMITS)) {
            dispatcher.start();
            await().until(() -> deliveries.underWay.get() == LIMITS.attemptsAtOnce() / 2);
            deliveries.due.addAll(retries(quick.subList(0, 10)));
            await().until(deliveries.due::isEmpty);
            dispatcher.handOver(quick.subList(10, 20));

            await().until(() -> deliveries.recorded.size() == 10);
            assertThat(deliveries.recorded)
                    .containsExactlyInAnyOrderElementsOf(
                            quick.subList(10, 20).stream().map(OutboxEvent::id).toList());
            deliveries.letGo();
            await().until(() -> deliveries.recorded.size() == 24);
        }
    }

    @Test
    @Requirement("RS-5")
    void an_event_that_is_claimed_again_while_it_is_being_attempted_is_not_attempted_twice() {
        deliveries.hold(partner -> true);
        List<OutboxEvent> events = events(QUICK, 2);
        try (EventDispatcher dispatcher = new EventDispatcher(deliveries, LIMITS)) {
            dispatcher.handOver(events.subList(0, 1));
            await().until(() -> deliveries.underWay.get() == 1);
            // As when its lease ran out; the second one shows that the claim was taken.
            deliveries.due.addAll(events.stream().map(Delivery::first).toList());
            dispatcher.start();
            await().until(() -> deliveries.underWay.get() == 2);
            deliveries.letGo();

            await().until(() -> deliveries.recorded.size() == 2);
        }
        assertThat(deliveries.attempted).hasValue(2);
    }

    @Test
    @Requirement("RS-8")
    void closing_gives_up_what_waits_for_its_turn() {
        deliveries.hold(partner -> true);
        EventDispatcher dispatcher = new EventDispatcher(deliveries, LIMITS);
        others(5).forEach(partner -> dispatcher.handOver(events(partner, 3)));
        await().until(() -> deliveries.underWay.get() == LIMITS.attemptsAtOnce());

        Thread closing = Thread.ofVirtual().start(dispatcher::close);
        await().until(() -> deliveries.released.size() == 15 - LIMITS.attemptsAtOnce());
        deliveries.letGo();

        await().until(() -> !closing.isAlive());
        assertThat(deliveries.attempted).hasValue(LIMITS.attemptsAtOnce());
        assertThat(deliveries.recorded).hasSize(LIMITS.attemptsAtOnce());
    }
}

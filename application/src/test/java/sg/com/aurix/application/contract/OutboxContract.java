package sg.com.aurix.application.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sg.com.aurix.application.port.Attempt;
import sg.com.aurix.application.port.Delivery;
import sg.com.aurix.application.port.EventBody;
import sg.com.aurix.application.port.Outbox;
import sg.com.aurix.application.port.OutboxEvent;
import sg.com.aurix.application.port.Ports;
import sg.com.aurix.application.port.RecordedEvent;
import sg.com.aurix.application.port.WebhookSender.Answer;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.webhook.DeliveryState;
import sg.com.aurix.domain.webhook.EventType;

/** What every {@link Outbox} must do. */
@Requirement("WH-7")
public interface OutboxContract {
    Duration MOMENT = Duration.ofMillis(1);

    Store store();

    @Requirement({"WH-3", "API-2"})
    @Test
    default void an_appended_event_is_found_pending_and_byte_for_byte_as_it_was() {
        Samples samples = Samples.in(ports());
        OutboxEvent event = samples.addEvent(samples.addPartner().id());

        assertThat(outbox().find(event.partnerId(), event.id()))
                .contains(new RecordedEvent(event, DeliveryState.PENDING, Optional.empty(), List.of()));
    }

    @Test
    default void an_event_whose_id_is_taken_is_refused_and_the_first_stays() {
        Samples samples = Samples.in(ports());
        OutboxEvent event = samples.addEvent(samples.addPartner().id());
        OutboxEvent same = new OutboxEvent(
                event.id(), event.partnerId(), EventType.WIDGET_CLICK, event.occurredAt(), EventBody.of("{}"));

        assertThatThrownBy(() -> samples.run(() -> outbox().append(List.of(same))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(outbox().find(event.partnerId(), event.id()).orElseThrow().event())
                .isEqualTo(event);
    }

    @Requirement("API-8")
    @Test
    default void an_event_is_found_only_by_its_partner() {
        Samples samples = Samples.in(ports());
        OutboxEvent event = samples.addEvent(samples.addPartner().id());
        PartnerId stranger = samples.addPartner().id();

        assertThat(outbox().find(stranger, event.id())).isEmpty();
        assertThat(outbox().find(stranger, samples.event(stranger).id())).isEmpty();
    }

    @Test
    default void an_event_of_a_unit_of_work_that_was_given_up_was_never_there() {
        Samples samples = Samples.in(ports());
        OutboxEvent event = samples.event(samples.addPartner().id());

        assertThatThrownBy(() -> samples.run(() -> {
                    outbox().append(List.of(event));
                    throw new IllegalStateException("given up");
                }))
                .hasMessage("given up");

        assertThat(outbox().find(event.partnerId(), event.id())).isEmpty();
        store().advance(store().lease().plus(MOMENT));
        assertThat(claimAll(outbox(), event.partnerId())).isEmpty();
    }

    @Test
    default void an_event_belongs_to_the_node_that_appended_it_for_the_length_of_the_lease() {
        Samples samples = Samples.in(ports());
        OutboxEvent event = samples.addEvent(samples.addPartner().id());

        assertThat(claimAll(outbox(), event.partnerId())).isEmpty();
        store().advance(store().lease().minus(MOMENT));
        assertThat(claimAll(store().anotherNode(), event.partnerId())).isEmpty();
        store().advance(MOMENT.multipliedBy(2));
        assertThat(claimAll(store().anotherNode(), event.partnerId())).containsExactly(event);
    }

    @Test
    default void a_claimed_event_belongs_to_the_node_that_claimed_it_for_another_lease() {
        Samples samples = Samples.in(ports());
        OutboxEvent event = samples.addEvent(samples.addPartner().id());
        store().advance(store().lease().plus(MOMENT));
        assertThat(claimAll(store().anotherNode(), event.partnerId())).containsExactly(event);

        store().advance(store().lease().minus(MOMENT));
        assertThat(claimAll(outbox(), event.partnerId())).isEmpty();
        store().advance(MOMENT.multipliedBy(2));
        assertThat(claimAll(outbox(), event.partnerId())).containsExactly(event);
    }

    @Requirement("RS-8")
    @Test
    default void a_released_event_is_claimed_by_any_node_at_once() {
        Samples samples = Samples.in(ports());
        PartnerId partnerId = samples.addPartner().id();
        OutboxEvent released = samples.addEvent(partnerId);
        OutboxEvent kept = samples.addEvent(partnerId);

        outbox().release(List.of(released));

        assertThat(claimAll(store().anotherNode(), partnerId))
                .containsExactly(released)
                .doesNotContain(kept);
    }

    @Requirement("RS-5")
    @Test
    default void a_node_does_not_release_what_another_one_claims() {
        Samples samples = Samples.in(ports());
        OutboxEvent event = samples.addEvent(samples.addPartner().id());

        store().anotherNode().release(List.of(event));

        assertThat(claimAll(outbox(), event.partnerId())).isEmpty();
    }

    @Requirement("RS-6")
    @Test
    default void events_of_partners_without_room_are_left_alone() {
        Samples samples = Samples.in(ports());
        OutboxEvent event = samples.addEvent(samples.addPartner().id());
        OutboxEvent withoutRoom = samples.addEvent(samples.addPartner().id());
        store().advance(store().lease().plus(MOMENT));

        assertThat(outbox().claimDue(1, Set.of(withoutRoom.partnerId())))
                .contains(Delivery.first(event))
                .doesNotContain(Delivery.first(withoutRoom));
        assertThat(outbox().claimDue(1, Set.of()))
                .contains(Delivery.first(withoutRoom))
                .doesNotContain(Delivery.first(event));
    }

    @Test
    default void events_are_claimed_oldest_first_and_no_more_than_asked_for() {
        Samples samples = Samples.in(ports());
        PartnerId partnerId = samples.addPartner().id();
        Instant now = samples.now();
        List<OutboxEvent> oldestFirst = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            oldestFirst.add(samples.event(partnerId, now.plusMillis(i)));
        }
        List<OutboxEvent> latestFirst = new ArrayList<>(oldestFirst);
        Collections.reverse(latestFirst);
        samples.run(() -> outbox().append(latestFirst));
        store().advance(store().lease().plus(MOMENT));

        assertThat(claimAll(outbox(), partnerId, 2)).isEqualTo(oldestFirst);
    }

    @Requirement("RS-4")
    @Test
    default void two_callers_never_get_the_same_event() {
        Samples samples = Samples.in(ports());
        PartnerId partnerId = samples.addPartner().id();
        for (int round = 0; round < Race.ROUNDS; round++) {
            List<OutboxEvent> events =
                    Stream.generate(() -> samples.event(partnerId)).limit(40).toList();
            samples.run(() -> outbox().append(events));
            store().advance(store().lease().plus(MOMENT));

            List<OutboxEvent> claimed =
                    Race.run(number -> claimAll(number % 2 == 0 ? outbox() : store().anotherNode(), partnerId, 3))
                            .stream()
                            .flatMap(List::stream)
                            .toList();

            assertThat(claimed).containsExactlyInAnyOrderElementsOf(events);
            outbox().record(claimed.stream().map(samples::delivered).toList());
            store().anotherNode()
                    .record(claimed.stream().map(samples::delivered).toList());
        }
    }

    @Test
    default void an_attempt_ends_in_the_state_it_leaves_and_the_event_is_not_claimed_again() {
        Samples samples = Samples.in(ports());
        PartnerId partnerId = samples.addPartner().id();
        OutboxEvent delivered = samples.addEvent(partnerId);
        OutboxEvent refused = samples.addEvent(partnerId);
        OutboxEvent unanswered = samples.addEvent(partnerId);
        List<Attempt> attempts = List.of(
                samples.delivered(delivered),
                samples.attempt(
                        refused, samples.now(), DeliveryState.FAILED, new Answer.Answered(500, "Oops \"é\" 😀\n")),
                samples.attempt(
                        unanswered,
                        samples.now().plusNanos(1_000),
                        DeliveryState.FAILED,
                        new Answer.NoAnswer("Nobody listens there.")));

        outbox().record(attempts);

        for (Attempt attempt : attempts) {
            RecordedEvent recorded = outbox().find(partnerId, attempt.eventId()).orElseThrow();
            assertThat(recorded.state()).isEqualTo(attempt.leaves());
            assertThat(recorded.attempts()).containsExactly(attempt);
        }
        store().advance(store().lease().plus(MOMENT));
        assertThat(claimAll(outbox(), partnerId)).isEmpty();
    }

    @Requirement("WH-8")
    @Test
    default void an_event_with_nowhere_to_go_is_not_sent_and_has_no_attempt() {
        Samples samples = Samples.in(ports());
        OutboxEvent event = samples.addEvent(samples.addPartner().id());

        outbox().record(List.of(samples.notSent(event)));

        assertThat(outbox().find(event.partnerId(), event.id()))
                .contains(new RecordedEvent(event, DeliveryState.NOT_SENT, Optional.empty(), List.of()));
        store().advance(store().lease().plus(MOMENT));
        assertThat(claimAll(outbox(), event.partnerId())).isEmpty();
    }

    @Test
    default void attempts_are_listed_in_the_order_in_which_they_began() {
        Samples samples = Samples.in(ports());
        OutboxEvent event = samples.addEvent(samples.addPartner().id());
        Instant now = samples.now();
        Answer busy = new Answer.Answered(503, "busy");
        Attempt first = samples.attempt(event, now, DeliveryState.PENDING, Optional.of(now), busy);
        Attempt second = samples.attempt(event, now.plusSeconds(1), DeliveryState.PENDING, Optional.of(now), busy);
        Attempt third = samples.attempt(event, now.plusSeconds(2), DeliveryState.FAILED, busy);

        outbox().record(List.of(second));
        claimAll(outbox(), event.partnerId());
        outbox().record(List.of(first));
        claimAll(outbox(), event.partnerId());
        outbox().record(List.of(third));

        assertThat(outbox().find(event.partnerId(), event.id()))
                .contains(new RecordedEvent(
                        event, DeliveryState.FAILED, Optional.empty(), List.of(first, second, third)));
    }

    @Test
    default void an_attempt_at_an_event_that_has_ended_or_never_was_changes_nothing() {
        Samples samples = Samples.in(ports());
        OutboxEvent event = samples.addEvent(samples.addPartner().id());
        OutboxEvent beside = samples.addEvent(event.partnerId());
        Attempt delivered = samples.delivered(event);
        outbox().record(List.of(delivered));

        outbox().record(List.of(
                samples.delivered(samples.event(event.partnerId())),
                samples.attempt(event, samples.now(), DeliveryState.FAILED, new Answer.NoAnswer("Too late.")),
                samples.delivered(beside)));

        assertThat(outbox().find(event.partnerId(), event.id()))
                .contains(new RecordedEvent(event, DeliveryState.DELIVERED, Optional.empty(), List.of(delivered)));
        assertThat(outbox().find(event.partnerId(), beside.id()).orElseThrow().state())
                .isEqualTo(DeliveryState.DELIVERED);
    }

    @Test
    default void a_node_whose_lease_has_run_out_records_as_long_as_nobody_took_over() {
        Samples samples = Samples.in(ports());
        OutboxEvent event = samples.addEvent(samples.addPartner().id());
        store().advance(store().lease().plus(MOMENT));

        outbox().record(List.of(samples.delivered(event)));

        assertThat(outbox().find(event.partnerId(), event.id()).orElseThrow().state())
                .isEqualTo(DeliveryState.DELIVERED);
    }

    @Requirement("RS-5")
    @Test
    default void a_node_that_was_taken_over_records_nothing_any_more() {
        Samples samples = Samples.in(ports());
        PartnerId partnerId = samples.addPartner().id();
        OutboxEvent event = samples.addEvent(partnerId);
        store().advance(store().lease().plus(MOMENT));
        claimAll(store().anotherNode(), partnerId);
        OutboxEvent own = samples.addEvent(partnerId);

        outbox().record(List.of(
                samples.attempt(event, samples.now(), DeliveryState.FAILED, new Answer.NoAnswer("Frozen.")),
                samples.delivered(own)));

        assertThat(outbox().find(partnerId, event.id()))
                .contains(new RecordedEvent(event, DeliveryState.PENDING, Optional.empty(), List.of()));
        assertThat(outbox().find(partnerId, own.id()).orElseThrow().state()).isEqualTo(DeliveryState.DELIVERED);
        Attempt byTheOther = samples.delivered(event);
        store().anotherNode().record(List.of(byTheOther));
        assertThat(outbox().find(partnerId, event.id()))
                .contains(new RecordedEvent(event, DeliveryState.DELIVERED, Optional.empty(), List.of(byTheOther)));
    }

    private Ports ports() {
        return store().ports();
    }

    private Outbox outbox() {
        return ports().outbox();
    }

    private static List<OutboxEvent> claimAll(Outbox outbox, PartnerId partnerId) {
        return claimAll(outbox, partnerId, 100);
    }

    /** Claims whatever is left over, and of that only the partner's: the store may hold events of other tests. */
    private static List<OutboxEvent> claimAll(Outbox outbox, PartnerId partnerId, int atMostEach) {
        List<OutboxEvent> all = new ArrayList<>();
        List<Delivery> claimed = outbox.claimDue(atMostEach, Set.of());
        while (!claimed.isEmpty()) {
            List<OutboxEvent> events = claimed.stream().map(Delivery::event).toList();
            assertThat(all).doesNotContainAnyElementsOf(events);
            all.addAll(events);
            claimed = outbox.claimDue(atMostEach, Set.of());
        }
        return all.stream().filter(event -> event.partnerId().equals(partnerId)).toList();
    }
}

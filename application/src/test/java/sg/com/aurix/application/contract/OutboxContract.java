package sg.com.aurix.application.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sg.com.aurix.application.port.Attempt;
import sg.com.aurix.application.port.Delivery;
import sg.com.aurix.application.port.DeliveryFilter;
import sg.com.aurix.application.port.DeliverySummary;
import sg.com.aurix.application.port.EventBody;
import sg.com.aurix.application.port.Outbox;
import sg.com.aurix.application.port.OutboxEvent;
import sg.com.aurix.application.port.PageRequest;
import sg.com.aurix.application.port.RecordedEvent;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.webhook.DeliveryState;
import sg.com.aurix.domain.webhook.EventType;

/** What every {@link Outbox} must do. */
@Requirement("WH-7")
public interface OutboxContract extends StoreContract {
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

    @Requirement({"WH-3", "WH-8"})
    @Test
    default void an_event_that_nobody_is_told_of_is_found_not_sent_and_never_claimed() {
        Samples samples = Samples.in(ports());
        OutboxEvent event = samples.event(samples.addPartner().id());
        OutboxEvent found = samples.addEvent(event.partnerId(), DeliveryState.NOT_SENT);

        samples.run(() -> outbox().appendUnsent(List.of(event)));

        assertThat(outbox().find(event.partnerId(), event.id()))
                .contains(new RecordedEvent(event, DeliveryState.NOT_SENT, Optional.empty(), List.of()));
        assertThat(outbox().page(
                                event.partnerId(),
                                new DeliveryFilter(Optional.of(DeliveryState.NOT_SENT), Optional.empty()),
                                PageRequest.first(10)))
                .extracting(DeliverySummary::id, DeliverySummary::attempts)
                .containsExactlyInAnyOrder(tuple(event.id(), 0), tuple(found.id(), 0));
        store().advance(store().lease().plus(MOMENT));
        assertThat(claimAll(store().anotherNode(), event.partnerId())).isEmpty();
    }

    @Requirement("WH-8")
    @Test
    default void an_event_that_nobody_was_told_of_is_put_on_its_way_as_any_other() {
        Samples samples = Samples.in(ports());
        OutboxEvent event = samples.event(samples.addPartner().id());
        samples.run(() -> outbox().appendUnsent(List.of(event)));

        assertThat(ports().unitOfWork().run(() -> outbox().redeliver(event.partnerId(), event.id())))
                .isEqualTo(Outbox.Redelivered.DUE);

        assertThat(claimAll(outbox(), event.partnerId())).containsExactly(event);
        outbox().record(List.of(samples.delivered(event)));
        assertThat(outbox().find(event.partnerId(), event.id()).orElseThrow().state())
                .isEqualTo(DeliveryState.DELIVERED);
    }

    @Test
    default void an_event_that_nobody_is_told_of_is_refused_and_given_up_as_any_other() {
        Samples samples = Samples.in(ports());
        OutboxEvent taken = samples.addEvent(samples.addPartner().id());
        OutboxEvent event = samples.event(taken.partnerId());

        assertThatThrownBy(() -> samples.run(() -> outbox().appendUnsent(List.of(taken))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> samples.run(() -> {
                    outbox().appendUnsent(List.of(event));
                    throw new IllegalStateException("given up");
                }))
                .hasMessage("given up");

        assertThat(outbox().find(taken.partnerId(), taken.id()).orElseThrow().state())
                .isEqualTo(DeliveryState.PENDING);
        assertThat(outbox().find(event.partnerId(), event.id())).isEmpty();
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

    @Requirement("RS-8")
    @Test
    default void a_node_records_nothing_of_what_it_released() {
        Samples samples = Samples.in(ports());
        OutboxEvent event = samples.addEvent(samples.addPartner().id());
        outbox().release(List.of(event));

        outbox().record(List.of(samples.delivered(event)));

        assertThat(Claims.all(store().anotherNode(), event.partnerId())).containsExactly(Delivery.first(event));
    }

    @Requirement({"RS-6", "RS-13"})
    @Test
    default void events_of_partners_without_room_are_left_alone() {
        Samples samples = Samples.in(ports());
        Delivery due = due(samples.addPartner().id());
        Delivery withoutRoom = due(samples.addPartner().id());
        Delivery withoutRoomEither = due(samples.addPartner().id());
        Set<PartnerId> except = Set.of(
                withoutRoom.event().partnerId(), withoutRoomEither.event().partnerId());

        assertThat(claimEverything(except)).contains(due).doesNotContain(withoutRoom, withoutRoomEither);
        assertThat(claimEverything(Set.of()))
                .contains(withoutRoom, withoutRoomEither)
                .doesNotContain(due);
    }

    @Requirement("RS-13")
    @Test
    default void one_claim_takes_of_every_partner_and_no_more_than_asked_for_of_each() {
        Samples samples = Samples.in(ports());
        PartnerId many = samples.addPartner().id();
        PartnerId few = samples.addPartner().id();
        claimEverything(Set.of());
        List<OutboxEvent> ofMany =
                Stream.generate(() -> samples.addEvent(many)).limit(5).toList();
        OutboxEvent ofFew = samples.addEvent(few);
        outbox().release(ofMany);
        outbox().release(List.of(ofFew));

        List<Delivery> claimed = store().anotherNode().claimDue(3, Set.of());

        assertThat(Claims.of(many, claimed)).hasSize(3);
        assertThat(Claims.of(few, claimed)).containsExactly(Delivery.first(ofFew));
        assertThat(Claims.of(many, store().anotherNode().claimDue(3, Set.of()))).hasSize(2);
    }

    @Test
    default void of_a_partner_those_are_claimed_that_are_due_longest_whenever_they_happened() {
        Samples samples = Samples.in(ports());
        PartnerId partnerId = samples.addPartner().id();
        Instant now = samples.now();
        List<OutboxEvent> dueLongestFirst = Stream.of(5, 0, 3, 6, 1, 4, 2)
                .map(number -> samples.event(partnerId, now.plusMillis(number)))
                .toList();
        samples.run(() -> outbox().append(dueLongestFirst));
        for (OutboxEvent event : dueLongestFirst) {
            outbox().release(List.of(event));
            store().advance(MOMENT);
        }

        for (int first = 0; first < 7; first += 2) {
            List<Delivery> expected = dueLongestFirst.subList(first, Math.min(first + 2, 7)).stream()
                    .map(Delivery::first)
                    .toList();

            List<Delivery> claimed = store().anotherNode().claimDue(2, Set.of());

            assertThat(Claims.of(partnerId, claimed)).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @Requirement("RS-4")
    @Test
    default void two_callers_never_get_the_same_event() {
        Samples samples = Samples.in(ports());
        PartnerId partnerId = samples.addPartner().id();
        for (int round = 0; round < Race.ROUNDS; round++) {
            List<OutboxEvent> fresh =
                    Stream.generate(() -> samples.event(partnerId)).limit(20).toList();
            List<OutboxEvent> failed =
                    Stream.generate(() -> samples.event(partnerId)).limit(20).toList();
            samples.run(() -> outbox().append(fresh));
            samples.run(() -> outbox().append(failed));
            Instant nextAt = samples.now().plusSeconds(5);
            outbox().record(failed.stream()
                    .map(event -> samples.retried(event, nextAt))
                    .toList());
            store().advance(store().lease().plus(MOMENT));

            List<Delivery> claimed = Race.run(
                            number -> Claims.all(number % 2 == 0 ? outbox() : store().anotherNode(), partnerId, 3))
                    .stream()
                    .flatMap(List::stream)
                    .toList();

            assertThat(claimed)
                    .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                    fresh.stream().map(Delivery::first),
                                    failed.stream().map(event -> new Delivery(event, 1)))
                            .toList());
            List<Attempt> attempts = claimed.stream()
                    .map(delivery -> samples.delivered(delivery.event()))
                    .toList();
            outbox().record(attempts);
            store().anotherNode().record(attempts);
        }
    }

    /** An event that anybody may claim. */
    private Delivery due(PartnerId partnerId) {
        OutboxEvent event = Samples.in(ports()).addEvent(partnerId);
        outbox().release(List.of(event));
        return Delivery.first(event);
    }

    /** Claims whatever is due in the store, which may hold events of other tests. */
    private List<Delivery> claimEverything(Set<PartnerId> except) {
        List<Delivery> all = new ArrayList<>();
        List<Delivery> claimed = outbox().claimDue(100, except);
        while (!claimed.isEmpty()) {
            all.addAll(claimed);
            claimed = outbox().claimDue(100, except);
        }
        return all;
    }

    private static List<OutboxEvent> claimAll(Outbox outbox, PartnerId partnerId) {
        return Claims.all(outbox, partnerId).stream().map(Delivery::event).toList();
    }
}

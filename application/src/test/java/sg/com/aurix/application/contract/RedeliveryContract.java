package sg.com.aurix.application.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sg.com.aurix.application.port.Attempt;
import sg.com.aurix.application.port.Delivery;
import sg.com.aurix.application.port.DeliveryFilter;
import sg.com.aurix.application.port.DeliverySummary;
import sg.com.aurix.application.port.Outbox;
import sg.com.aurix.application.port.Outbox.Redelivered;
import sg.com.aurix.application.port.Outbox.Redelivery;
import sg.com.aurix.application.port.OutboxEvent;
import sg.com.aurix.application.port.PageRequest;
import sg.com.aurix.application.port.RecordedEvent;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.webhook.DeliveryState;
import sg.com.aurix.domain.webhook.EventId;
import sg.com.aurix.domain.webhook.EventType;

/** What every {@link Outbox} must do to put events on their way again. */
@Requirement("WH-7")
public interface RedeliveryContract extends StoreContract {
    Set<DeliveryState> ENDED = EnumSet.of(DeliveryState.DELIVERED, DeliveryState.FAILED, DeliveryState.NOT_SENT);

    @Requirement("WH-5")
    @Test
    default void an_event_that_has_ended_is_due_now_at_any_node_with_the_same_id_and_bytes_and_its_attempts() {
        Samples samples = Samples.in(ports());
        for (DeliveryState ended : ENDED) {
            OutboxEvent event = samples.addEvent(samples.addPartner().id(), ended);
            List<Attempt> before = find(event).attempts();
            store().advance(MICROSECOND);

            assertThat(outbox().redeliver(event.partnerId(), event.id())).isEqualTo(Redelivered.DUE);

            assertThat(find(event).event()).isEqualTo(event);
            assertThat(find(event).state()).isEqualTo(DeliveryState.PENDING);
            assertThat(find(event).attempts()).isEqualTo(before);
            assertThat(Claims.all(store().anotherNode(), event.partnerId())).containsExactly(Delivery.first(event));
            Attempt again = samples.delivered(event);
            store().anotherNode().record(List.of(again));
            assertThat(find(event))
                    .isEqualTo(new RecordedEvent(
                            event,
                            DeliveryState.DELIVERED,
                            Optional.empty(),
                            Stream.concat(before.stream(), Stream.of(again)).toList()));
        }
    }

    @Requirement("RS-14")
    @Test
    default void failures_count_from_the_beginning_again() {
        Samples samples = Samples.in(ports());
        OutboxEvent event = samples.addEvent(samples.addPartner().id());
        for (int failures = 0; failures < 3; failures++) {
            outbox().record(List.of(samples.retried(event, samples.now())));
            store().advance(MICROSECOND);
            Claims.all(outbox(), event.partnerId());
        }
        outbox().record(List.of(samples.failed(event)));

        outbox().redeliver(event.partnerId(), event.id());

        store().advance(MICROSECOND);
        assertThat(Claims.all(outbox(), event.partnerId())).containsExactly(Delivery.first(event));
        outbox().record(List.of(samples.retried(event, samples.now())));
        assertThat(Claims.all(outbox(), event.partnerId())).containsExactly(new Delivery(event, 1));
        assertThat(find(event).attempts()).hasSize(5);
    }

    @Test
    default void an_event_that_waits_for_its_next_attempt_is_due_now() {
        Samples samples = Samples.in(ports());
        OutboxEvent event = samples.addEvent(samples.addPartner().id());
        Attempt failed = samples.retried(event, samples.now().plusSeconds(36_000));
        outbox().record(List.of(failed));

        assertThat(outbox().redeliver(event.partnerId(), event.id())).isEqualTo(Redelivered.DUE);

        assertThat(find(event).attempts()).containsExactly(failed);
        assertThat(Claims.all(store().anotherNode(), event.partnerId()))
                .extracting(Delivery::event)
                .containsExactly(event);
        assertThat(Claims.all(outbox(), event.partnerId())).isEmpty();
    }

    @Requirement("RS-5")
    @Test
    default void an_event_that_is_just_being_attempted_stays_with_its_node() {
        Samples samples = Samples.in(ports());
        OutboxEvent fresh = samples.addEvent(samples.addPartner().id());
        OutboxEvent again = samples.addEvent(fresh.partnerId());
        outbox().record(List.of(samples.retried(again, samples.now())));
        Claims.all(outbox(), fresh.partnerId());
        store().advance(MICROSECOND);

        assertThat(outbox().redeliver(fresh.partnerId(), fresh.id())).isEqualTo(Redelivered.CLAIMED);
        assertThat(store().anotherNode().redeliver(again.partnerId(), again.id()))
                .isEqualTo(Redelivered.CLAIMED);

        assertThat(Claims.all(store().anotherNode(), fresh.partnerId())).isEmpty();
        outbox().record(List.of(samples.delivered(fresh), samples.delivered(again)));
        assertThat(find(fresh).state()).isEqualTo(DeliveryState.DELIVERED);
        assertThat(find(again).state()).isEqualTo(DeliveryState.DELIVERED);
    }

    @Requirement("RS-5")
    @Test
    default void the_node_that_ended_an_event_records_nothing_of_its_redelivery_before_it_claims_it() {
        Samples samples = Samples.in(ports());
        OutboxEvent event = samples.addEvent(samples.addPartner().id(), DeliveryState.FAILED);
        outbox().redeliver(event.partnerId(), event.id());
        store().advance(MICROSECOND);

        outbox().record(List.of(samples.delivered(event)));

        assertThat(find(event).state()).isEqualTo(DeliveryState.PENDING);
        assertThat(find(event).attempts()).hasSize(1);
        assertThat(Claims.all(outbox(), event.partnerId())).containsExactly(Delivery.first(event));
    }

    @Requirement({"API-8", "RS-18"})
    @Test
    default void a_foreign_event_is_as_unknown_as_one_that_never_was_and_stays_as_it_is() {
        Samples samples = Samples.in(ports());
        PartnerId partnerId = samples.addPartner().id();
        OutboxEvent foreign = samples.addEvent(samples.addPartner().id(), DeliveryState.FAILED);

        assertThat(outbox().redeliver(partnerId, foreign.id())).isEqualTo(Redelivered.UNKNOWN);
        assertThat(outbox().redeliver(partnerId, samples.event(partnerId).id())).isEqualTo(Redelivered.UNKNOWN);

        assertThat(find(foreign).state()).isEqualTo(DeliveryState.FAILED);
        assertThat(Claims.all(outbox(), foreign.partnerId())).isEmpty();
        assertThat(Claims.all(outbox(), partnerId)).isEmpty();
    }

    @Test
    default void a_redelivery_in_a_unit_of_work_that_was_given_up_never_was() {
        Samples samples = Samples.in(ports());
        OutboxEvent one = samples.addEvent(samples.addPartner().id(), DeliveryState.FAILED);
        OutboxEvent many = samples.addEvent(one.partnerId(), DeliveryState.NOT_SENT);

        assertThatThrownBy(() -> samples.run(() -> {
                    outbox().redeliver(one.partnerId(), one.id());
                    outbox().redeliver(one.partnerId(), everything(DeliveryState.NOT_SENT), 10);
                    throw new IllegalStateException("given up");
                }))
                .hasMessage("given up");

        assertThat(find(one).state()).isEqualTo(DeliveryState.FAILED);
        assertThat(find(many).state()).isEqualTo(DeliveryState.NOT_SENT);
        assertThat(Claims.all(outbox(), one.partnerId())).isEmpty();
    }

    @Requirement("WH-5")
    @Test
    default void all_events_in_a_state_are_put_on_their_way_and_no_others() {
        Samples samples = Samples.in(ports());
        for (DeliveryState ended : ENDED) {
            PartnerId partnerId = samples.addPartner().id();
            List<OutboxEvent> inState = new ArrayList<>();
            for (DeliveryState state : DeliveryState.values()) {
                OutboxEvent first = samples.addEvent(partnerId, state);
                OutboxEvent second = samples.addEvent(partnerId, state);
                inState.addAll(state == ended ? List.of(first, second) : List.of());
            }
            OutboxEvent foreign = samples.addEvent(samples.addPartner().id(), ended);

            assertThat(redeliver(partnerId, everything(ended), 100)).isEqualTo(2);

            assertThat(find(foreign).state()).isEqualTo(ended);
            assertThat(inState).extracting(event -> find(event).state()).containsOnly(DeliveryState.PENDING);
            assertThat(Claims.all(store().anotherNode(), partnerId))
                    .containsExactlyInAnyOrderElementsOf(
                            inState.stream().map(Delivery::first).toList());
        }
    }

    @Requirement("API-4")
    @Test
    default void only_events_of_the_span_and_of_the_kinds_are_put_on_their_way() {
        Samples samples = Samples.in(ports());
        PartnerId partnerId = samples.addPartner().id();
        Instant from = samples.now();
        Instant to = from.plus(MICROSECOND.multipliedBy(2));
        failed(partnerId, from.minus(MICROSECOND), EventType.WIDGET_CLICK);
        OutboxEvent first = failed(partnerId, from, EventType.WIDGET_CLICK);
        failed(partnerId, from, EventType.LEAD_CORRELATED);
        OutboxEvent last = failed(partnerId, to.minus(MICROSECOND), EventType.LEAD_COMPLETE);
        failed(partnerId, to, EventType.WIDGET_CLICK);
        Set<EventType> types = EnumSet.of(EventType.WIDGET_CLICK, EventType.LEAD_COMPLETE);

        assertThat(redeliver(partnerId, new Redelivery(from, to, DeliveryState.FAILED, types, Optional.empty()), 100))
                .isEqualTo(2);

        assertThat(pending(partnerId)).containsExactlyInAnyOrder(first.id(), last.id());
    }

    @Test
    default void the_oldest_are_put_on_their_way_first_and_fewer_than_asked_for_only_when_there_are_no_more() {
        Samples samples = Samples.in(ports());
        PartnerId partnerId = samples.addPartner().id();
        List<EventId> oldestFirst = new ArrayList<>();
        for (int i : new int[] {3, 0, 4, 1, 2}) {
            failed(partnerId, samples.now().plus(MICROSECOND.multipliedBy(i)), EventType.LEAD_COMPLETE);
        }
        outbox().page(partnerId, DeliveryFilter.ALL, PageRequest.first(10))
                .forEach(row -> oldestFirst.add(0, row.id()));

        assertThat(redeliver(partnerId, everything(DeliveryState.FAILED), 2)).isEqualTo(2);
        assertThat(pending(partnerId)).containsExactlyInAnyOrderElementsOf(oldestFirst.subList(0, 2));
        assertThat(redeliver(partnerId, everything(DeliveryState.FAILED), 2)).isEqualTo(2);
        assertThat(pending(partnerId)).containsExactlyInAnyOrderElementsOf(oldestFirst.subList(0, 4));
        assertThat(redeliver(partnerId, everything(DeliveryState.FAILED), 2)).isEqualTo(1);
        assertThat(redeliver(partnerId, everything(DeliveryState.FAILED), 2)).isZero();
        assertThat(Claims.all(outbox(), partnerId)).hasSize(5);
    }

    @Test
    default void a_list_of_events_goes_on_behind_the_last_one_although_those_before_are_in_that_state_again() {
        Samples samples = Samples.in(ports());
        PartnerId partnerId = samples.addPartner().id();
        failedNow(partnerId, 5);
        Redelivery all = everything(DeliveryState.FAILED);
        List<EventId> first = outbox().redeliver(partnerId, all, 3);
        Claims.all(outbox(), partnerId).forEach(delivery -> outbox().record(List.of(samples.failed(delivery.event()))));

        List<EventId> second = outbox().redeliver(
                        partnerId,
                        new Redelivery(all.from(), all.to(), all.state(), all.types(), Optional.of(first.get(2))),
                        3);

        assertThat(first).hasSize(3).isSortedAccordingTo(Comparator.comparing(EventId::published));
        assertThat(second).hasSize(2).doesNotContainAnyElementsOf(first);
        assertThat(pending(partnerId)).containsExactlyInAnyOrderElementsOf(second);
    }

    @Requirement("WH-8")
    @Test
    default void an_event_that_finds_nowhere_to_go_is_back_where_it_had_ended() {
        Samples samples = Samples.in(ports());
        for (DeliveryState ended : ENDED) {
            OutboxEvent event = samples.addEvent(samples.addPartner().id(), ended);
            List<Attempt> before = find(event).attempts();
            outbox().redeliver(event.partnerId(), event.id());
            Claims.all(outbox(), event.partnerId());

            outbox().record(List.of(samples.notSent(event)));

            assertThat(find(event)).isEqualTo(new RecordedEvent(event, ended, Optional.empty(), before));
            assertThat(Claims.all(outbox(), event.partnerId())).isEmpty();
        }
    }

    @Test
    default void what_is_on_its_way_is_not_put_there_twice() {
        Samples samples = Samples.in(ports());
        OutboxEvent event = samples.addEvent(samples.addPartner().id(), DeliveryState.FAILED);

        assertThat(redeliver(event.partnerId(), everything(DeliveryState.FAILED), 10))
                .isOne();
        assertThat(redeliver(event.partnerId(), everything(DeliveryState.FAILED), 10))
                .isZero();
        assertThat(outbox().redeliver(event.partnerId(), event.id())).isEqualTo(Redelivered.DUE);

        assertThat(Claims.all(outbox(), event.partnerId())).containsExactly(Delivery.first(event));
        assertThat(redeliver(event.partnerId(), everything(DeliveryState.FAILED), 10))
                .isZero();
        assertThat(Claims.all(store().anotherNode(), event.partnerId())).isEmpty();
    }

    @Requirement("RS-4")
    @Test
    default void whoever_races_each_event_is_put_on_its_way_once() {
        Samples samples = Samples.in(ports());
        for (int round = 0; round < Race.ROUNDS; round++) {
            PartnerId partnerId = samples.addPartner().id();
            List<OutboxEvent> events = failedNow(partnerId, 40);

            List<Integer> counts = Race.run(number -> untilNone(partnerId, 3));

            assertThat(counts.stream().mapToInt(Integer::intValue).sum()).isEqualTo(40);
            assertThat(Claims.all(outbox(), partnerId))
                    .containsExactlyInAnyOrderElementsOf(
                            events.stream().map(Delivery::first).toList());
        }
    }

    @Requirement("RS-4")
    @Test
    default void an_event_that_is_redelivered_while_others_claim_is_claimed_once() {
        Samples samples = Samples.in(ports());
        for (int round = 0; round < Race.ROUNDS; round++) {
            PartnerId partnerId = samples.addPartner().id();
            List<OutboxEvent> events = failedNow(partnerId, 20);

            List<Delivery> claimed = new ArrayList<>(Race.run(number ->
                            number % 2 == 0 ? redeliverEach(events) : Claims.all(store().anotherNode(), partnerId, 3))
                    .stream()
                    .flatMap(List::stream)
                    .toList());
            claimed.addAll(Claims.all(store().anotherNode(), partnerId));

            assertThat(claimed)
                    .containsExactlyInAnyOrderElementsOf(
                            events.stream().map(Delivery::first).toList());
        }
    }

    @Requirement("RS-4")
    @Test
    default void no_attempt_is_lost_when_events_are_redelivered_while_others_claim_and_record() {
        Samples samples = Samples.in(ports());
        for (int round = 0; round < Race.ROUNDS; round++) {
            PartnerId partnerId = samples.addPartner().id();
            List<OutboxEvent> events = failedNow(partnerId, 10);

            List<Integer> attempts = new ArrayList<>(Race.run(number -> switch (number % 4) {
                case 0 -> redeliverEach(events).size();
                case 1 -> redeliverFailed(partnerId, events.size());
                case 2 -> failAgain(outbox(), partnerId);
                default -> failAgain(store().anotherNode(), partnerId);
            }));
            attempts.add(failAgain(outbox(), partnerId));

            assertThat(pending(partnerId)).isEmpty();
            assertThat(events.stream()
                            .mapToInt(event -> find(event).attempts().size())
                            .sum())
                    .isEqualTo(events.size()
                            + attempts.stream().mapToInt(Integer::intValue).sum());
        }
    }

    /** Puts a few events on their way so many times; makes no attempt. */
    private int redeliverFailed(PartnerId partnerId, int times) {
        for (int i = 0; i < times; i++) {
            redeliver(partnerId, everything(DeliveryState.FAILED), 3);
        }
        return 0;
    }

    /** Makes failing attempts until there is nothing due; how many. */
    private int failAgain(Outbox node, PartnerId partnerId) {
        Samples samples = Samples.in(ports());
        int all = 0;
        List<Delivery> claimed = Claims.all(node, partnerId, 2);
        while (!claimed.isEmpty()) {
            node.record(claimed.stream()
                    .map(delivery -> samples.failed(delivery.event()))
                    .toList());
            all += claimed.size();
            claimed = Claims.all(node, partnerId, 2);
        }
        return all;
    }

    private List<Delivery> redeliverEach(List<OutboxEvent> events) {
        events.forEach(event ->
                assertThat(outbox().redeliver(event.partnerId(), event.id())).isNotEqualTo(Redelivered.UNKNOWN));
        return List.of();
    }

    private int untilNone(PartnerId partnerId, int atMost) {
        int all = 0;
        int put = redeliver(partnerId, everything(DeliveryState.FAILED), atMost);
        while (put > 0) {
            all += put;
            put = redeliver(partnerId, everything(DeliveryState.FAILED), atMost);
        }
        return all;
    }

    private List<OutboxEvent> failedNow(PartnerId partnerId, int count) {
        Samples samples = Samples.in(ports());
        List<OutboxEvent> events =
                Stream.generate(() -> samples.event(partnerId)).limit(count).toList();
        samples.run(() -> outbox().append(events));
        outbox().record(events.stream().map(samples::failed).toList());
        return events;
    }

    private OutboxEvent failed(PartnerId partnerId, Instant occurredAt, EventType type) {
        return Samples.in(ports()).addEvent(partnerId, occurredAt, type, DeliveryState.FAILED);
    }

    /** Whatever is in that state and happened within an hour of now. */
    private Redelivery everything(DeliveryState state) {
        Instant now = Samples.in(ports()).now();
        return new Redelivery(
                now.minusSeconds(3_600),
                now.plusSeconds(3_600),
                state,
                EnumSet.allOf(EventType.class),
                Optional.empty());
    }

    private int redeliver(PartnerId partnerId, Redelivery which, int atMost) {
        return ports().unitOfWork()
                .run(() -> outbox().redeliver(partnerId, which, atMost))
                .size();
    }

    private List<EventId> pending(PartnerId partnerId) {
        DeliveryFilter filter = new DeliveryFilter(Optional.of(DeliveryState.PENDING), Optional.empty());
        return outbox().page(partnerId, filter, PageRequest.first(100)).stream()
                .map(DeliverySummary::id)
                .toList();
    }
}

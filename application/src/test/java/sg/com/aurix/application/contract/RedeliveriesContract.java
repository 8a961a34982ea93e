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
import org.junit.jupiter.api.Test;
import sg.com.aurix.application.port.Delivery;
import sg.com.aurix.application.port.DeliveryFilter;
import sg.com.aurix.application.port.Outbox;
import sg.com.aurix.application.port.Outbox.Redelivered;
import sg.com.aurix.application.port.Outbox.Redelivery;
import sg.com.aurix.application.port.OutboxEvent;
import sg.com.aurix.application.port.PageRequest;
import sg.com.aurix.domain.webhook.DeliveryState;
import sg.com.aurix.domain.webhook.EventId;
import sg.com.aurix.domain.webhook.EventType;

/** What every {@link Outbox} must do to put all events of a kind on their way again, a few at a time. */
@Requirement("WH-7")
public interface RedeliveriesContract extends StoreContract {
    @Requirement("WH-5")
    @Test
    default void all_events_in_a_state_are_put_on_their_way_and_no_others() {
        Samples samples = Samples.in(ports());
        for (DeliveryState ended : RedeliveryContract.ENDED) {
            Redeliveries redeliveries = Redeliveries.in(ports());
            List<OutboxEvent> inState = new ArrayList<>();
            for (DeliveryState state : DeliveryState.values()) {
                OutboxEvent first = samples.addEvent(redeliveries.partnerId(), state);
                OutboxEvent second = samples.addEvent(redeliveries.partnerId(), state);
                inState.addAll(state == ended ? List.of(first, second) : List.of());
            }
            OutboxEvent foreign = samples.addEvent(samples.addPartner().id(), ended);

            assertThat(redeliveries.put(ended, 100)).isEqualTo(2);

            assertThat(find(foreign).state()).isEqualTo(ended);
            assertThat(inState).extracting(event -> find(event).state()).containsOnly(DeliveryState.PENDING);
            assertThat(Claims.all(store().anotherNode(), redeliveries.partnerId()))
                    .containsExactlyInAnyOrderElementsOf(
                            inState.stream().map(Delivery::first).toList());
        }
    }

    @Requirement("API-4")
    @Test
    default void only_events_of_the_span_and_of_the_kinds_are_put_on_their_way() {
        Redeliveries redeliveries = Redeliveries.in(ports());
        Instant from = Samples.in(ports()).now();
        Instant to = from.plus(MICROSECOND.multipliedBy(2));
        redeliveries.failed(from.minus(MICROSECOND), EventType.WIDGET_CLICK);
        OutboxEvent first = redeliveries.failed(from, EventType.WIDGET_CLICK);
        redeliveries.failed(from, EventType.LEAD_CORRELATED);
        OutboxEvent last = redeliveries.failed(to.minus(MICROSECOND), EventType.LEAD_COMPLETE);
        redeliveries.failed(to, EventType.WIDGET_CLICK);
        Set<EventType> types = EnumSet.of(EventType.WIDGET_CLICK, EventType.LEAD_COMPLETE);

        assertThat(redeliveries.put(new Redelivery(from, to, DeliveryState.FAILED, types, Optional.empty()), 100))
                .isEqualTo(2);

        assertThat(redeliveries.pending()).containsExactlyInAnyOrder(first.id(), last.id());
    }

    @Test
    default void the_oldest_are_put_on_their_way_first_and_fewer_than_asked_for_only_when_there_are_no_more() {
        Redeliveries redeliveries = Redeliveries.in(ports());
        Instant now = Samples.in(ports()).now();
        List<EventId> oldestFirst = new ArrayList<>();
        for (int i : new int[] {3, 0, 4, 1, 2}) {
            redeliveries.failed(now.plus(MICROSECOND.multipliedBy(i)), EventType.LEAD_COMPLETE);
        }
        outbox().page(redeliveries.partnerId(), DeliveryFilter.ALL, PageRequest.first(10))
                .forEach(row -> oldestFirst.add(0, row.id()));

        assertThat(redeliveries.put(DeliveryState.FAILED, 2)).isEqualTo(2);
        assertThat(redeliveries.pending()).containsExactlyInAnyOrderElementsOf(oldestFirst.subList(0, 2));
        assertThat(redeliveries.put(DeliveryState.FAILED, 2)).isEqualTo(2);
        assertThat(redeliveries.pending()).containsExactlyInAnyOrderElementsOf(oldestFirst.subList(0, 4));
        assertThat(redeliveries.put(DeliveryState.FAILED, 2)).isEqualTo(1);
        assertThat(redeliveries.put(DeliveryState.FAILED, 2)).isZero();
        assertThat(Claims.all(outbox(), redeliveries.partnerId())).hasSize(5);
    }

    @Test
    default void a_list_of_events_goes_on_behind_the_last_one_although_those_before_are_in_that_state_again() {
        Samples samples = Samples.in(ports());
        Redeliveries redeliveries = Redeliveries.in(ports());
        redeliveries.failedNow(5);
        Redelivery all = redeliveries.everything(DeliveryState.FAILED);
        List<EventId> first = outbox().redeliver(redeliveries.partnerId(), all, 3);
        Claims.all(outbox(), redeliveries.partnerId())
                .forEach(delivery -> outbox().record(List.of(samples.failed(delivery.event()))));

        List<EventId> second = outbox().redeliver(
                        redeliveries.partnerId(),
                        new Redelivery(all.from(), all.to(), all.state(), all.types(), Optional.of(first.get(2))),
                        3);

        assertThat(first).hasSize(3).isSortedAccordingTo(Comparator.comparing(EventId::published));
        assertThat(second).hasSize(2).doesNotContainAnyElementsOf(first);
        assertThat(redeliveries.pending()).containsExactlyInAnyOrderElementsOf(second);
    }

    @Test
    default void what_is_on_its_way_is_not_put_there_twice() {
        Redeliveries redeliveries = Redeliveries.in(ports());
        OutboxEvent event = redeliveries.failedNow(1).get(0);

        assertThat(redeliveries.put(DeliveryState.FAILED, 10)).isOne();
        assertThat(redeliveries.put(DeliveryState.FAILED, 10)).isZero();
        assertThat(outbox().redeliver(event.partnerId(), event.id())).isEqualTo(Redelivered.DUE);

        assertThat(Claims.all(outbox(), event.partnerId())).containsExactly(Delivery.first(event));
        assertThat(redeliveries.put(DeliveryState.FAILED, 10)).isZero();
        assertThat(Claims.all(store().anotherNode(), event.partnerId())).isEmpty();
    }

    @Test
    default void a_redelivery_in_a_unit_of_work_that_was_given_up_never_was() {
        Samples samples = Samples.in(ports());
        Redeliveries redeliveries = Redeliveries.in(ports());
        OutboxEvent one = samples.addEvent(redeliveries.partnerId(), DeliveryState.FAILED);
        OutboxEvent many = samples.addEvent(redeliveries.partnerId(), DeliveryState.NOT_SENT);

        assertThatThrownBy(() -> samples.run(() -> {
                    outbox().redeliver(one.partnerId(), one.id());
                    outbox().redeliver(one.partnerId(), redeliveries.everything(DeliveryState.NOT_SENT), 10);
                    throw new IllegalStateException("given up");
                }))
                .hasMessage("given up");

        assertThat(find(one).state()).isEqualTo(DeliveryState.FAILED);
        assertThat(find(many).state()).isEqualTo(DeliveryState.NOT_SENT);
        assertThat(Claims.all(outbox(), one.partnerId())).isEmpty();
    }
}

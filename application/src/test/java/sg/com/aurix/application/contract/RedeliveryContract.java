package sg.com.aurix.application.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sg.com.aurix.application.port.Attempt;
import sg.com.aurix.application.port.Delivery;
import sg.com.aurix.application.port.Outbox;
import sg.com.aurix.application.port.Outbox.Redelivered;
import sg.com.aurix.application.port.OutboxEvent;
import sg.com.aurix.application.port.RecordedEvent;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.webhook.DeliveryState;

/** What every {@link Outbox} must do to put an event on its way again. */
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
}

package sg.com.aurix.application.inmemory;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.doAnswer;
import static sg.com.aurix.application.inmemory.Siblings.bites;
import static sg.com.aurix.application.inmemory.Siblings.sibling;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.mockito.invocation.InvocationOnMock;
import sg.com.aurix.application.contract.RedeliveriesContract;
import sg.com.aurix.application.contract.RedeliveryContract;
import sg.com.aurix.application.contract.RedeliveryRacesContract;
import sg.com.aurix.application.contract.Store;
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

/** As {@link KitBitesTest}, for events that are put on their way again. */
class KitBitesRedeliveryTest {
    private final Store store = new InMemoryStore();
    private final Outbox sound = store.ports().outbox();
    private final Outbox broken = sibling(Outbox.class, sound);
    private final Store brokenStore = StoreWith.outbox(store, broken);
    private final RedeliveryContract redelivery = () -> brokenStore;
    private final RedeliveriesContract redeliveries = () -> brokenStore;
    private final RedeliveryRacesContract races = () -> brokenStore;

    @Test
    void a_redelivery_under_a_new_id() {
        redelivers((partnerId, id) -> sound.find(partnerId, id)
                .map(known -> {
                    OutboxEvent event = known.event();
                    EventId fresh = EventId.mint(event.occurredAt(), new Random(7));
                    sound.append(
                            List.of(new OutboxEvent(fresh, partnerId, event.type(), event.occurredAt(), event.body())));
                    return Redelivered.DUE;
                })
                .orElse(Redelivered.UNKNOWN));

        bites(redelivery::an_event_that_has_ended_is_due_now_at_any_node_with_the_same_id_and_bytes_and_its_attempts);
    }

    @Test
    void a_redelivery_that_is_only_said() {
        redelivers((partnerId, id) -> sound.find(partnerId, id).isPresent() ? Redelivered.DUE : Redelivered.UNKNOWN);

        bites(redelivery::an_event_that_has_ended_is_due_now_at_any_node_with_the_same_id_and_bytes_and_its_attempts);
        bites(redelivery::an_event_that_waits_for_its_next_attempt_is_due_now);
        bites(redelivery::failures_count_from_the_beginning_again);
        bites(races::an_event_that_is_redelivered_while_others_claim_is_claimed_once);
    }

    @Test
    void a_redelivery_of_whatever_is_asked_for() {
        redelivers((partnerId, id) ->
                sound.redeliver(partnerId, id) == Redelivered.CLAIMED ? Redelivered.CLAIMED : Redelivered.DUE);

        bites(redelivery::a_foreign_event_is_as_unknown_as_one_that_never_was_and_stays_as_it_is);
    }

    @Test
    void a_redelivery_that_takes_an_event_out_of_the_hands_of_its_node() {
        redelivers((partnerId, id) -> {
            sound.find(partnerId, id).map(RecordedEvent::event).ifPresent(event -> sound.release(List.of(event)));
            return sound.redeliver(partnerId, id);
        });

        bites(redelivery::an_event_that_is_just_being_attempted_stays_with_its_node);
    }

    @Test
    void a_redelivery_that_forgets_earlier_attempts() {
        doAnswer(call -> sound.find(call.getArgument(0), call.getArgument(1))
                        .map(known -> known.state() == DeliveryState.PENDING ? withoutAttempts(known) : known))
                .when(broken)
                .find(any(), any());

        bites(redelivery::an_event_that_has_ended_is_due_now_at_any_node_with_the_same_id_and_bytes_and_its_attempts);
    }

    private static RecordedEvent withoutAttempts(RecordedEvent known) {
        return new RecordedEvent(known.event(), known.state(), known.nextAt(), List.of());
    }

    private void redelivers(Redelivering redelivering) {
        doAnswer(call -> redelivering.of(call.getArgument(0), call.getArgument(1)))
                .when(broken)
                .redeliver(any(), any());
    }

    /** What a redelivery of one event does. */
    private interface Redelivering {
        Redelivered of(PartnerId partnerId, EventId id);
    }

    @Test
    void redeliveries_of_every_state() {
        redeliversMany(call -> {
            Redelivery which = call.getArgument(1);
            return Stream.of(DeliveryState.DELIVERED, DeliveryState.FAILED, DeliveryState.NOT_SENT)
                    .map(state -> sound.redeliver(
                            call.getArgument(0),
                            new Redelivery(which.from(), which.to(), state, which.types(), which.after()),
                            call.getArgument(2)))
                    .flatMap(List::stream)
                    .toList();
        });

        bites(redeliveries::all_events_in_a_state_are_put_on_their_way_and_no_others);
    }

    @Test
    void redeliveries_of_every_kind() {
        redeliversMany(call -> {
            Redelivery which = call.getArgument(1);
            return sound.redeliver(
                    call.getArgument(0),
                    new Redelivery(
                            which.from(), which.to(), which.state(), EnumSet.allOf(EventType.class), which.after()),
                    call.getArgument(2));
        });

        bites(redeliveries::only_events_of_the_span_and_of_the_kinds_are_put_on_their_way);
    }

    @Test
    void redeliveries_that_begin_with_the_newest() {
        redeliversMany(call -> {
            PartnerId partnerId = call.getArgument(0);
            Redelivery which = call.getArgument(1);
            List<DeliverySummary> newest = sound.page(
                    partnerId,
                    new DeliveryFilter(Optional.of(which.state()), Optional.empty()),
                    PageRequest.first(call.getArgument(2)));
            newest.forEach(row -> sound.redeliver(partnerId, row.id()));
            return newest.stream().map(DeliverySummary::id).toList();
        });

        bites(redeliveries::the_oldest_are_put_on_their_way_first_and_fewer_than_asked_for_only_when_there_are_no_more);
    }

    @Test
    void redeliveries_that_stop_early() {
        redeliversMany(call -> sound.redeliver(call.getArgument(0), call.getArgument(1), 1));

        bites(redeliveries::the_oldest_are_put_on_their_way_first_and_fewer_than_asked_for_only_when_there_are_no_more);
    }

    @Test
    void redeliveries_that_count_what_was_on_its_way_already() {
        redeliversMany(call -> {
            PartnerId partnerId = call.getArgument(0);
            sound.redeliver(partnerId, call.getArgument(1), call.getArgument(2));
            return sound.page(partnerId, DeliveryFilter.ALL, PageRequest.first(100)).stream()
                    .map(DeliverySummary::id)
                    .toList();
        });

        bites(redeliveries::what_is_on_its_way_is_not_put_there_twice);
    }

    @Test
    void redeliveries_that_begin_anew_each_time() {
        redeliversMany(call -> {
            Redelivery which = call.getArgument(1);
            return sound.redeliver(
                    call.getArgument(0),
                    new Redelivery(which.from(), which.to(), which.state(), which.types(), Optional.empty()),
                    call.getArgument(2));
        });

        bites(redeliveries::a_list_of_events_goes_on_behind_the_last_one_although_those_before_are_in_that_state_again);
    }

    private void redeliversMany(Counting counting) {
        doAnswer(counting::of).when(broken).redeliver(any(), any(), anyInt());
    }

    /** What a redelivery of several events does. */
    private interface Counting {
        List<EventId> of(InvocationOnMock call);
    }
}

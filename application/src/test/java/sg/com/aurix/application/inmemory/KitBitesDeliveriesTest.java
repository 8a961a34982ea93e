package sg.com.aurix.application.inmemory;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyList;
import static org.mockito.ArgumentMatchers.anySet;
import static org.mockito.Mockito.doAnswer;
import static sg.com.aurix.application.inmemory.Siblings.bites;
import static sg.com.aurix.application.inmemory.Siblings.sibling;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import sg.com.aurix.application.contract.AttemptsContract;
import sg.com.aurix.application.contract.DeliveriesContract;
import sg.com.aurix.application.contract.OutboxContract;
import sg.com.aurix.application.contract.Store;
import sg.com.aurix.application.port.Attempt;
import sg.com.aurix.application.port.Delivery;
import sg.com.aurix.application.port.DeliveryFilter;
import sg.com.aurix.application.port.DeliverySummary;
import sg.com.aurix.application.port.Outbox;
import sg.com.aurix.application.port.OutboxEvent;
import sg.com.aurix.application.port.PageRequest;
import sg.com.aurix.domain.webhook.Signature;

/** As {@link KitBitesTest}, for events on their way: claims, attempts and lists. */
class KitBitesDeliveriesTest {
    private final Store store = new InMemoryStore();
    private final Outbox sound = store.ports().outbox();
    private final Outbox broken = sibling(Outbox.class, sound);
    private final Store brokenStore = StoreWith.outbox(store, broken);
    private final OutboxContract claims = () -> brokenStore;
    private final AttemptsContract attempts = () -> brokenStore;
    private final DeliveriesContract deliveries = () -> brokenStore;

    @Test
    void claims_without_a_lease() {
        List<OutboxEvent> appended = new ArrayList<>();
        doAnswer(call -> appended.addAll(call.getArgument(0))).when(broken).append(anyList());
        doAnswer(call -> appended.stream().map(Delivery::first).toList())
                .when(broken)
                .claimDue(anyInt(), anySet());
        OutboxContract kit = () -> StoreWith.outboxes(store, broken, broken);

        bites(kit::an_event_belongs_to_the_node_that_appended_it_for_the_length_of_the_lease);
        bites(kit::a_claimed_event_belongs_to_the_node_that_claimed_it_for_another_lease);
    }

    @Test
    void a_node_that_records_what_another_one_claims() {
        Store oneNode = StoreWith.outboxes(store, sound, sound);
        OutboxContract claimsOfOneNode = () -> oneNode;
        AttemptsContract attemptsOfOneNode = () -> oneNode;

        bites(claimsOfOneNode::a_node_does_not_release_what_another_one_claims);
        bites(attemptsOfOneNode::a_node_that_was_taken_over_records_nothing_any_more);
        bites(attemptsOfOneNode::a_node_that_left_an_event_for_later_records_nothing_more_of_it);
    }

    @Test
    void claims_that_count_over_all_partners() {
        Outbox another = sibling(Outbox.class, store.anotherNode());
        doAnswer(call -> {
                    List<Delivery> all = store.anotherNode().claimDue(call.getArgument(0), call.getArgument(1));
                    return released(store.anotherNode(), all, all.subList(0, Math.min(all.size(), 3)));
                })
                .when(another)
                .claimDue(anyInt(), anySet());
        OutboxContract kit = () -> StoreWith.outboxes(store, sound, another);

        bites(kit::one_claim_takes_of_every_partner_and_no_more_than_asked_for_of_each);
    }

    @Test
    void claims_that_know_no_exceptions() {
        doAnswer(call -> sound.claimDue(call.getArgument(0), Set.of()))
                .when(broken)
                .claimDue(anyInt(), anySet());

        bites(claims::events_of_partners_without_room_are_left_alone);
    }

    @Test
    void claims_in_the_order_of_ids() {
        Outbox another = sibling(Outbox.class, store.anotherNode());
        doAnswer(call -> {
                    List<Delivery> all = store.anotherNode().claimDue(100, call.getArgument(1));
                    List<Delivery> wanted = all.stream()
                            .sorted((a, b) -> a.event()
                                    .id()
                                    .value()
                                    .compareTo(b.event().id().value()))
                            .limit(call.<Integer>getArgument(0))
                            .toList();
                    return released(store.anotherNode(), all, wanted);
                })
                .when(another)
                .claimDue(anyInt(), anySet());
        OutboxContract kit = () -> StoreWith.outboxes(store, sound, another);

        bites(kit::of_a_partner_those_are_claimed_that_are_due_longest_whenever_they_happened);
    }

    /** Keeps the claims on some events and gives up those on the others. */
    private static List<Delivery> released(Outbox outbox, List<Delivery> claimed, List<Delivery> kept) {
        outbox.release(claimed.stream()
                .filter(delivery -> !kept.contains(delivery))
                .map(Delivery::event)
                .toList());
        return List.copyOf(kept);
    }

    @Test
    void claims_that_forget_failures() {
        doAnswer(call -> sound.claimDue(call.getArgument(0), call.getArgument(1)).stream()
                        .map(delivery -> Delivery.first(delivery.event()))
                        .toList())
                .when(broken)
                .claimDue(anyInt(), anySet());

        bites(attempts::failures_are_counted_whichever_node_makes_the_attempts);
        bites(attempts::failures_still_count_after_a_release_and_after_a_lease_has_run_out);
        // Both of them: in a race of a sound one and a broken one, the sound one may get all that the other would get
        // wrong.
        OutboxContract both = () -> StoreWith.outboxes(store, broken, broken);
        bites(both::two_callers_never_get_the_same_event);
    }

    @Test
    void attempts_whose_next_one_is_due_at_once() {
        records(attempt -> attempt.nextAt().isEmpty() ? attempt : withNextAt(attempt, attempt.startedAt()));

        bites(attempts::an_event_that_is_attempted_again_later_is_claimed_by_nobody_before);
        bites(attempts::an_event_that_is_attempted_again_sooner_than_a_lease_ends_is_claimed_by_any_node_then);
        bites(deliveries::a_row_shows_how_often_an_event_was_attempted_what_came_of_it_last_and_when_it_is_again);
    }

    @Test
    void attempts_whose_next_one_is_due_when_a_lease_ends() {
        records(attempt -> attempt.nextAt().isEmpty()
                ? attempt
                : withNextAt(attempt, attempt.startedAt().plus(store.lease())));

        bites(attempts::an_event_that_is_attempted_again_sooner_than_a_lease_ends_is_claimed_by_any_node_then);
    }

    @Test
    void attempts_that_lose_their_signature() {
        records(attempt -> new Attempt(
                attempt.eventId(),
                attempt.partnerId(),
                attempt.startedAt(),
                attempt.took(),
                attempt.leaves(),
                attempt.nextAt(),
                attempt.sent().map(sent -> new Attempt.Sent(withoutSecond(sent.signature()), sent.answer()))));

        bites(attempts::an_attempt_is_kept_with_the_headers_that_were_sent);
    }

    private void records(UnaryOperator<Attempt> change) {
        doAnswer(call -> {
                    sound.record(call.<List<Attempt>>getArgument(0).stream()
                            .map(change)
                            .toList());
                    return call;
                })
                .when(broken)
                .record(anyList());
    }

    private static Attempt withNextAt(Attempt attempt, Instant nextAt) {
        return new Attempt(
                attempt.eventId(),
                attempt.partnerId(),
                attempt.startedAt(),
                attempt.took(),
                attempt.leaves(),
                Optional.of(nextAt),
                attempt.sent());
    }

    private static Signature withoutSecond(Signature signature) {
        return new Signature(
                signature.eventId(),
                signature.timestamp(),
                signature.hub(),
                signature.standard().split(" ", 2)[0]);
    }

    @Test
    void a_list_that_ignores_the_state() {
        pages((filter, request) -> new DeliveryFilter(Optional.empty(), filter.type()), (filter, request) -> request);

        bites(deliveries::a_filter_lets_through_only_events_in_its_state_and_of_its_kind);
    }

    @Test
    void a_list_that_ignores_the_kind() {
        pages((filter, request) -> new DeliveryFilter(filter.state(), Optional.empty()), (filter, request) -> request);

        bites(deliveries::a_filter_lets_through_only_events_in_its_state_and_of_its_kind);
    }

    @Test
    void a_list_that_ignores_the_cursor() {
        pages(
                (filter, request) -> filter,
                (filter, request) -> new PageRequest(
                        request.limit(), request.offset(), request.from(), request.to(), Optional.empty()));

        bites(deliveries::pages_are_newest_first_in_the_order_of_ids);
    }

    @Test
    void a_list_that_counts_rows_for_its_cursor() {
        Map<Optional<?>, Long> read = new ConcurrentHashMap<>();
        pages((filter, request) -> filter, (filter, request) -> {
            long passed = request.after().isEmpty() ? request.offset() : read.merge(filter.state(), 2L, Long::sum);
            return new PageRequest(request.limit(), passed, request.from(), request.to(), Optional.empty());
        });

        bites(deliveries::pages_neither_skip_nor_repeat_what_was_there_when_newer_events_arrive);
    }

    @Test
    void a_list_of_whole_milliseconds() {
        pages(
                (filter, request) -> filter,
                (filter, request) -> new PageRequest(
                        request.limit(),
                        request.offset(),
                        request.from().map(from -> Instant.ofEpochMilli(from.toEpochMilli())),
                        request.to(),
                        request.after()));

        bites(deliveries::a_span_begins_with_its_first_microsecond_and_ends_before_its_last);
    }

    @Test
    void a_list_that_ends_with_its_last_microsecond() {
        pages(
                (filter, request) -> filter,
                (filter, request) -> new PageRequest(
                        request.limit(),
                        request.offset(),
                        request.from(),
                        request.to().map(to -> to.plusNanos(1_000)),
                        request.after()));

        bites(deliveries::a_span_begins_with_its_first_microsecond_and_ends_before_its_last);
    }

    @Test
    void a_list_of_every_partners_events() {
        List<DeliverySummary> all = new ArrayList<>();
        doAnswer(call -> {
                    all.addAll(sound.page(call.getArgument(0), call.getArgument(1), call.getArgument(2)));
                    return List.copyOf(all);
                })
                .when(broken)
                .page(any(), any(), any());

        bites(deliveries::a_page_holds_only_the_partners_own_events);
    }

    private void pages(Reading<DeliveryFilter> filters, Reading<PageRequest> requests) {
        doAnswer(call -> {
                    DeliveryFilter filter = call.getArgument(1);
                    PageRequest request = call.getArgument(2);
                    return sound.page(call.getArgument(0), filters.of(filter, request), requests.of(filter, request));
                })
                .when(broken)
                .page(any(), any(), any());
    }

    /** What a list makes of what it is asked. */
    private interface Reading<T> {
        T of(DeliveryFilter filter, PageRequest request);
    }
}

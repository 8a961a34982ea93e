package sg.com.aurix.application.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sg.com.aurix.application.port.Attempt;
import sg.com.aurix.application.port.DeliveryFilter;
import sg.com.aurix.application.port.DeliverySummary;
import sg.com.aurix.application.port.Outbox;
import sg.com.aurix.application.port.OutboxEvent;
import sg.com.aurix.application.port.PageRequest;
import sg.com.aurix.application.port.WebhookSender.Answer;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.webhook.DeliveryState;
import sg.com.aurix.domain.webhook.EventId;
import sg.com.aurix.domain.webhook.EventType;

/** What every {@link Outbox} must do as a list of what became of events. */
@Requirement("WH-7")
public interface DeliveriesContract extends StoreContract {
    Comparator<OutboxEvent> NEWEST_FIRST = Comparator.<OutboxEvent, String>comparing(
                    event -> event.id().published())
            .reversed();

    @Requirement({"API-4", "API-5"})
    @Test
    default void pages_are_newest_first_in_the_order_of_ids() {
        Samples samples = Samples.in(ports());
        PartnerId partnerId = samples.addPartner().id();
        List<OutboxEvent> events = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            events.add(samples.event(partnerId, samples.now().plus(MICROSECOND.multipliedBy(i / 3))));
        }
        samples.run(() -> outbox().append(events));
        events.sort(NEWEST_FIRST);

        assertPages(
                partnerId,
                DeliveryFilter.ALL,
                events.stream().map(DeliveriesContract::untouched).toList());
    }

    @Requirement({"API-4", "API-5"})
    @Test
    default void a_filter_lets_through_only_events_in_its_state_and_of_its_kind() {
        Samples samples = Samples.in(ports());
        PartnerId partnerId = samples.addPartner().id();
        Instant begin = samples.now();
        for (int i = 0; i < 6; i++) {
            Instant occurredAt = begin.plus(MICROSECOND.multipliedBy(i));
            for (EventType type : EventType.values()) {
                for (DeliveryState state : DeliveryState.values()) {
                    samples.addEvent(partnerId, occurredAt, type, state);
                }
            }
        }
        List<DeliverySummary> all = page(partnerId, DeliveryFilter.ALL, PageRequest.first(500));
        assertThat(all).hasSize(6 * EventType.values().length * DeliveryState.values().length);

        for (DeliveryState state : DeliveryState.values()) {
            List<DeliverySummary> inState =
                    all.stream().filter(row -> row.state() == state).toList();
            assertPages(partnerId, new DeliveryFilter(Optional.of(state), Optional.empty()), inState);
            for (EventType type : EventType.values()) {
                assertPages(
                        partnerId,
                        new DeliveryFilter(Optional.of(state), Optional.of(type)),
                        inState.stream().filter(row -> row.type() == type).toList());
            }
        }
        for (EventType type : EventType.values()) {
            assertPages(
                    partnerId,
                    new DeliveryFilter(Optional.empty(), Optional.of(type)),
                    all.stream().filter(row -> row.type() == type).toList());
        }
    }

    @Requirement("API-5")
    @Test
    default void pages_neither_skip_nor_repeat_what_was_there_when_newer_events_arrive() {
        Samples samples = Samples.in(ports());
        PartnerId partnerId = samples.addPartner().id();
        List<OutboxEvent> events = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            events.add(samples.addEvent(partnerId, DeliveryState.DELIVERED));
            store().advance(MICROSECOND);
        }
        events.sort(NEWEST_FIRST);

        List<EventId> read = new ArrayList<>();
        List<DeliverySummary> page = page(partnerId, DeliveryFilter.ALL, PageRequest.first(2));
        while (!page.isEmpty()) {
            page.forEach(row -> read.add(row.id()));
            samples.addEvent(partnerId, DeliveryState.DELIVERED);
            store().advance(MICROSECOND);
            DeliverySummary last = page.get(page.size() - 1);
            page = page(
                    partnerId,
                    DeliveryFilter.ALL,
                    new PageRequest(2, 0, Optional.empty(), Optional.empty(), Optional.of(last.position())));
        }

        assertThat(read)
                .containsExactlyElementsOf(events.stream().map(OutboxEvent::id).toList());
    }

    @Requirement("API-4")
    @Test
    default void a_span_begins_with_its_first_microsecond_and_ends_before_its_last() {
        Samples samples = Samples.in(ports());
        PartnerId partnerId = samples.addPartner().id();
        Instant middle = samples.now();
        OutboxEvent before = samples.addEvent(partnerId, middle.minus(MICROSECOND), EventType.WIDGET_CLICK);
        OutboxEvent at = samples.addEvent(partnerId, middle, EventType.WIDGET_CLICK);
        OutboxEvent after = samples.addEvent(partnerId, middle.plus(MICROSECOND), EventType.WIDGET_CLICK);

        assertThat(between(partnerId, middle, middle.plus(MICROSECOND))).containsExactly(at.id());
        assertThat(between(partnerId, middle.minus(MICROSECOND), middle)).containsExactly(before.id());
        assertThat(between(partnerId, middle, middle.plusSeconds(1))).containsExactly(after.id(), at.id());
        assertThat(between(partnerId, middle, middle)).isEmpty();
    }

    @Test
    default void a_row_shows_how_often_an_event_was_attempted_what_came_of_it_last_and_when_it_is_again() {
        Samples samples = Samples.in(ports());
        PartnerId partnerId = samples.addPartner().id();
        OutboxEvent untouched = samples.addEvent(partnerId);
        OutboxEvent notSent = samples.addEvent(partnerId, DeliveryState.NOT_SENT);
        OutboxEvent waiting = samples.addEvent(partnerId);
        OutboxEvent delivered = samples.addEvent(partnerId);
        Attempt first = samples.retried(waiting, samples.now());
        outbox().record(List.of(first, samples.retried(delivered, samples.now())));
        store().advance(MICROSECOND);
        assertThat(Claims.all(outbox(), partnerId)).hasSize(2);
        Instant nextAt = samples.now().plusSeconds(300);
        Attempt second = samples.attempt(
                waiting,
                samples.now(),
                DeliveryState.PENDING,
                Optional.of(nextAt),
                new Answer.Answered(503, "busy \"é\" 😀\n"));
        Attempt success = samples.delivered(delivered);
        outbox().record(List.of(second, success));

        assertThat(page(partnerId, DeliveryFilter.ALL, PageRequest.first(10)))
                .containsExactlyInAnyOrder(
                        untouched(untouched),
                        row(notSent, DeliveryState.NOT_SENT),
                        row(waiting, DeliveryState.PENDING, 2, second, Optional.of(nextAt)),
                        row(delivered, DeliveryState.DELIVERED, 2, success, Optional.empty()));
    }

    @Test
    default void a_row_shows_no_next_attempt_while_it_is_made() {
        Samples samples = Samples.in(ports());
        PartnerId partnerId = samples.addPartner().id();
        OutboxEvent event = samples.addEvent(partnerId);
        Attempt first = samples.retried(event, samples.now());
        outbox().record(List.of(first));

        assertThat(Claims.all(store().anotherNode(), partnerId)).hasSize(1);

        assertThat(page(partnerId, DeliveryFilter.ALL, PageRequest.first(10)))
                .containsExactly(row(event, DeliveryState.PENDING, 1, first, Optional.empty()));
    }

    @Requirement("API-8")
    @Test
    default void a_page_holds_only_the_partners_own_events() {
        Samples samples = Samples.in(ports());
        OutboxEvent mine = samples.addEvent(samples.addPartner().id(), DeliveryState.FAILED);
        OutboxEvent other = samples.addEvent(samples.addPartner().id(), DeliveryState.FAILED);
        PartnerId stranger = samples.addPartner().id();

        assertThat(ids(page(mine.partnerId(), DeliveryFilter.ALL, PageRequest.first(500))))
                .containsExactly(mine.id());
        for (DeliveryFilter filter : everyFilter()) {
            assertThat(ids(page(mine.partnerId(), filter, PageRequest.first(500))))
                    .doesNotContain(other.id());
            assertThat(page(stranger, filter, PageRequest.first(500))).isEmpty();
        }
    }

    private static List<DeliveryFilter> everyFilter() {
        List<DeliveryFilter> filters = new ArrayList<>();
        filters.add(DeliveryFilter.ALL);
        for (DeliveryState state : DeliveryState.values()) {
            filters.add(new DeliveryFilter(Optional.of(state), Optional.empty()));
            Arrays.stream(EventType.values())
                    .forEach(type -> filters.add(new DeliveryFilter(Optional.of(state), Optional.of(type))));
        }
        return filters;
    }

    private void assertPages(PartnerId partnerId, DeliveryFilter filter, List<DeliverySummary> expected) {
        new Paging<>(expected, request -> page(partnerId, filter, request), DeliverySummary::position).assertAll();
    }

    private List<EventId> between(PartnerId partnerId, Instant from, Instant to) {
        PageRequest request = new PageRequest(10, 0, Optional.of(from), Optional.of(to), Optional.empty());
        return ids(page(partnerId, DeliveryFilter.ALL, request));
    }

    private static List<EventId> ids(List<DeliverySummary> rows) {
        return rows.stream().map(DeliverySummary::id).toList();
    }

    private static DeliverySummary untouched(OutboxEvent event) {
        return row(event, DeliveryState.PENDING);
    }

    private static DeliverySummary row(OutboxEvent event, DeliveryState state) {
        return new DeliverySummary(
                event.id(), event.type(), event.occurredAt(), state, 0, Optional.empty(), Optional.empty());
    }

    private static DeliverySummary row(
            OutboxEvent event, DeliveryState state, int attempts, Attempt last, Optional<Instant> nextAt) {
        return new DeliverySummary(
                event.id(), event.type(), event.occurredAt(), state, attempts, Optional.of(last), nextAt);
    }

    private List<DeliverySummary> page(PartnerId partnerId, DeliveryFilter filter, PageRequest request) {
        return outbox().page(partnerId, filter, request);
    }
}

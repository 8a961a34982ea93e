package sg.com.aurix.application.usecase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.mockito.AdditionalAnswers.delegatesTo;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sg.com.aurix.application.contract.Race;
import sg.com.aurix.application.contract.Replacing;
import sg.com.aurix.application.contract.Requirement;
import sg.com.aurix.application.port.Delivery;
import sg.com.aurix.application.port.DeliveryFilter;
import sg.com.aurix.application.port.DeliverySummary;
import sg.com.aurix.application.port.OutboxEvent;
import sg.com.aurix.application.port.PageRequest;
import sg.com.aurix.application.port.RecordedEvent;
import sg.com.aurix.application.port.StoreUnavailableException;
import sg.com.aurix.application.port.UnreadableWebhookException;
import sg.com.aurix.application.port.WebhookSender;
import sg.com.aurix.application.port.WebhookSender.Answer;
import sg.com.aurix.application.port.Webhooks;
import sg.com.aurix.domain.webhook.DeliveryState;
import sg.com.aurix.domain.webhook.EventType;
import sg.com.aurix.domain.webhook.Webhook;

/** What becomes of events after they were committed. */
class DeliveryTest {
    private static final Duration LEASE = Duration.ofSeconds(60);

    @Requirement("WH-6")
    @ParameterizedTest
    @ValueSource(ints = {200, 201, 204, 299})
    void any_2xx_delivers(int status) {
        assertThat(stateAfter(new Answer.Answered(status, ""))).isEqualTo(DeliveryState.DELIVERED);
    }

    @Requirement("WH-6")
    @ParameterizedTest
    @ValueSource(ints = {199, 300, 302, 400, 410, 429, 500, 503})
    void any_other_answer_is_a_failure(int status) {
        assertThat(stateAfter(new Answer.Answered(status, "no"))).isEqualTo(DeliveryState.FAILED);
    }

    @Requirement("WH-6")
    @Test
    void no_answer_is_a_failure() {
        assertThat(stateAfter(new Answer.NoAnswer("There was no answer within 10 seconds.")))
                .isEqualTo(DeliveryState.FAILED);
    }

    private static DeliveryState stateAfter(Answer answer) {
        Salon salon = Salon.open();
        salon.listener.answers(answer);
        salon.clicked();

        RecordedEvent recorded = recorded(salon, salon.listener.heardLast());
        assertThat(recorded.attempts()).singleElement().satisfies(attempt -> {
            assertThat(attempt.answer()).contains(answer);
            assertThat(attempt.startedAt()).isEqualTo(Instant.parse("2026-01-02T11:17:02.644566Z"));
            assertThat(attempt.took()).isBetween(Duration.ZERO, WebhookSender.DEADLINE);
        });
        return recorded.state();
    }

    @Requirement("WH-6")
    @Test
    void a_failed_event_is_not_tried_again_by_itself() {
        Salon salon = Salon.open();
        salon.listener.answers(new Answer.Answered(500, "no"));
        salon.clicked();

        salon.pass(LEASE.multipliedBy(2));

        assertThat(salon.aurix.deliverEvents().claimDue(10, Set.of())).isEmpty();
        assertThat(salon.listener.heard()).hasSize(1);
    }

    @Requirement("WH-8")
    @Test
    void without_a_webhook_the_event_is_recorded_and_nothing_is_sent() {
        assertNothingIsSent(webhook -> Optional.empty());
    }

    @Requirement("WH-8")
    @Test
    void with_an_inactive_webhook_the_event_is_recorded_and_nothing_is_sent() {
        assertNothingIsSent(webhook -> Optional.of(webhook.with(
                new Webhook.Change(webhook.url(), Optional.empty(), Optional.empty(), Optional.of(false)),
                webhook.updatedAt())));
    }

    @Requirement({"WH-7", "WH-8"})
    @Test
    void an_event_that_nobody_is_to_be_told_of_has_ended_with_its_commit_and_is_handed_to_nobody() {
        List<OutboxEvent> handedOver = new ArrayList<>();
        Salon salon = Salon.composed(builder -> builder.dispatching(deliverEvents -> handedOver::addAll));
        salon.takesOnly(EventType.LEAD_CORRELATED);

        String reference = salon.clicked().click().correlationId().value();
        salon.received(Salon.JANE, reference);

        assertThat(handedOver).extracting(OutboxEvent::type).containsExactly(EventType.LEAD_CORRELATED);
        assertThat(salon.aurix
                        .listDeliveries()
                        .list(salon.partnerId, DeliveryFilter.ALL, PageRequest.first(10))
                        .rows())
                .extracting(DeliverySummary::type, DeliverySummary::state, DeliverySummary::attempts)
                .containsExactlyInAnyOrder(
                        tuple(EventType.WIDGET_CLICK, DeliveryState.NOT_SENT, 0),
                        tuple(EventType.LEAD_CORRELATED, DeliveryState.PENDING, 0));
    }

    private static void assertNothingIsSent(Function<Webhook, Optional<Webhook>> change) {
        List<OutboxEvent> events = new ArrayList<>();
        Salon salon = Salon.composed(
                ports -> {
                    Webhooks webhooks = mock(Webhooks.class, delegatesTo(ports.webhooks()));
                    doAnswer(call -> ports.webhooks().of(call.getArgument(0)).flatMap(change))
                            .when(webhooks)
                            .of(any());
                    return Replacing.in(ports, webhooks);
                },
                builder -> builder.dispatching(deliverEvents -> handedOver -> {
                    events.addAll(handedOver);
                    handedOver.forEach(
                            event -> deliverEvents.record(List.of(deliverEvents.attempt(Delivery.first(event)))));
                }));

        salon.clicked();

        assertThat(recorded(salon, events.get(0)))
                .isEqualTo(new RecordedEvent(events.get(0), DeliveryState.NOT_SENT, Optional.empty(), List.of()));
        assertThat(salon.listener.heard()).isEmpty();
    }

    @Requirement("WH-8")
    @Test
    void an_event_of_a_kind_that_the_webhook_does_not_take_is_recorded_and_not_sent() {
        Salon salon = Salon.open();
        salon.takesOnly(EventType.LEAD_CORRELATED);
        OutboxEvent click = salon.clickedEvent();

        salon.heardFrom(Salon.JANE, salon.clicked().click().correlationId().value());

        assertThat(recorded(salon, click))
                .isEqualTo(new RecordedEvent(click, DeliveryState.NOT_SENT, Optional.empty(), List.of()));
        assertThat(salon.listener.heardTypes()).containsExactly(EventType.LEAD_CORRELATED);
    }

    @Requirement("WH-7")
    @Test
    void events_reach_the_dispatcher_when_they_are_committed_and_not_before() {
        List<Boolean> seenByOthers = new ArrayList<>();
        List<Salon> salons = new ArrayList<>();
        Salon salon = Salon.composed(builder -> builder.dispatching(deliverEvents ->
                events -> events.forEach(event -> seenByOthers.add(Race.result(Race.apart(() -> salons.get(0)
                        .ports
                        .outbox()
                        .find(event.partnerId(), event.id())
                        .isPresent()))))));
        salons.add(salon);

        salon.clicked();

        assertThat(seenByOthers).containsExactly(true);
    }

    @Requirement("WH-7")
    @Test
    void events_survive_a_dispatcher_that_dies_with_them() {
        Salon salon = Salon.composed(builder -> builder.dispatching(deliverEvents -> events -> {}));
        DeliverEvents deliverEvents = salon.aurix.deliverEvents();
        salon.clicked();
        assertThat(salon.listener.heard()).isEmpty();
        assertThat(deliverEvents.claimDue(10, Set.of())).isEmpty();

        salon.pass(LEASE);
        List<Delivery> leftOver = deliverEvents.claimDue(10, Set.of());
        deliverEvents.record(leftOver.stream().map(deliverEvents::attempt).toList());

        assertThat(salon.listener.heard()).containsExactly(leftOver.get(0).event());
        assertThat(recorded(salon, leftOver.get(0).event()).state()).isEqualTo(DeliveryState.DELIVERED);
        salon.pass(LEASE);
        assertThat(deliverEvents.claimDue(10, Set.of())).isEmpty();
    }

    @Requirement("RS-8")
    @Test
    void events_that_a_dispatcher_gives_up_are_due_at_once() {
        List<OutboxEvent> handedOver = new ArrayList<>();
        Salon salon = Salon.composed(builder -> builder.dispatching(deliverEvents -> handedOver::addAll));
        DeliverEvents deliverEvents = salon.aurix.deliverEvents();
        salon.clicked();
        assertThat(deliverEvents.claimDue(10, Set.of())).isEmpty();

        deliverEvents.release(handedOver);

        assertThat(deliverEvents.claimDue(10, Set.of())).containsExactly(Delivery.first(handedOver.get(0)));
    }

    @Requirement("RS-13")
    @Test
    void so_many_of_each_partner_are_claimed_as_there_is_room_for() {
        Salon salon = Salon.composed(builder -> builder.dispatching(deliverEvents -> deliverEvents::release));
        DeliverEvents deliverEvents = salon.aurix.deliverEvents();
        salon.clicked();
        salon.clicked();
        salon.clicked();

        assertThat(deliverEvents.claimDue(10, Set.of(salon.partnerId))).isEmpty();
        assertThat(deliverEvents.claimDue(2, Set.of())).hasSize(2);
        assertThat(deliverEvents.claimDue(2, Set.of())).hasSize(1);
    }

    @Requirement("WH-7")
    @Test
    void a_click_is_answered_although_its_event_could_not_be_attempted_and_the_event_is_left_over() {
        StoreUnavailableException gone = new StoreUnavailableException("gone", new IllegalStateException());
        Salon salon = Salon.open(ports -> {
            Webhooks webhooks = mock(Webhooks.class, delegatesTo(ports.webhooks()));
            doThrow(gone).doAnswer(delegatesTo(ports.webhooks())).when(webhooks).of(any());
            return Replacing.in(ports, webhooks);
        });

        assertThat(salon.clicked().returning()).isFalse();

        salon.pass(LEASE);
        Delivery leftOver = salon.aurix.deliverEvents().claimDue(10, Set.of()).get(0);
        assertThat(salon.aurix.deliverEvents().attempt(leftOver).leaves()).isEqualTo(DeliveryState.DELIVERED);
    }

    @Requirement("RS-6")
    @Test
    void an_event_whose_webhook_cannot_be_read_fails_for_all_to_see_and_does_not_come_back() {
        Salon salon = Salon.open(ports -> {
            Webhooks webhooks = mock(Webhooks.class, delegatesTo(ports.webhooks()));
            doThrow(new UnreadableWebhookException("its secret cannot be decrypted"))
                    .when(webhooks)
                    .of(any());
            return Replacing.in(ports, webhooks);
        });

        salon.clicked();

        assertThat(salon.listener.heard()).isEmpty();
        assertThat(salon.aurix
                        .listDeliveries()
                        .list(salon.partnerId, DeliveryFilter.ALL, PageRequest.first(10))
                        .rows())
                .singleElement()
                .satisfies(row -> assertThat(row.state()).isEqualTo(DeliveryState.FAILED));
        salon.pass(LEASE);
        assertThat(salon.aurix.deliverEvents().claimDue(10, Set.of())).isEmpty();
    }

    private static RecordedEvent recorded(Salon salon, OutboxEvent event) {
        return salon.ports.outbox().find(salon.partnerId, event.id()).orElseThrow();
    }
}

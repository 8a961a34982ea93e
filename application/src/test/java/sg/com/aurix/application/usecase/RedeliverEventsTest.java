package sg.com.aurix.application.usecase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.AdditionalAnswers.delegatesTo;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sg.com.aurix.application.contract.Replacing;
import sg.com.aurix.application.contract.Requirement;
import sg.com.aurix.application.contract.Samples;
import sg.com.aurix.application.port.Attempt;
import sg.com.aurix.application.port.Outbox;
import sg.com.aurix.application.port.OutboxEvent;
import sg.com.aurix.application.port.RecordedEvent;
import sg.com.aurix.application.port.WebhookSender.Answer;
import sg.com.aurix.application.usecase.RedeliverEvents.Outcome;
import sg.com.aurix.application.usecase.RedeliverEvents.Wanted;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.webhook.DeliveryPolicy;
import sg.com.aurix.domain.webhook.DeliveryState;
import sg.com.aurix.domain.webhook.EventId;
import sg.com.aurix.domain.webhook.EventType;

/** Events that a partner wants again. */
@Requirement("WH-7")
class RedeliverEventsTest {
    private static final Answer DOWN = new Answer.Answered(500, "no");
    private static final Answer OK = new Answer.Answered(200, "ok");

    private final Salon salon = Salon.open();
    private final RedeliverEvents redeliverEvents = salon.aurix.redeliverEvents();

    @Requirement({"WH-4", "WH-5"})
    @Test
    void a_failed_event_goes_out_again_with_the_same_id_and_bytes_and_a_new_time_of_signing() {
        OutboxEvent event = failed();
        salon.pass(Duration.ofDays(1));

        assertThat(one(event)).isEqualTo(new Outcome.Underway(1, Optional.empty()));
        assertThat(salon.deliversDue()).isOne();

        assertThat(salon.listener.heard()).containsExactly(event, event);
        assertThat(salon.listener.requests())
                .extracting(request -> request.header("webhook-timestamp"))
                .containsExactly("1767352622", "1767439022");
        RecordedEvent recorded = salon.recorded(event.id());
        assertThat(recorded.state()).isEqualTo(DeliveryState.DELIVERED);
        assertThat(recorded.attempts())
                .extracting(Attempt::leaves)
                .containsExactly(DeliveryState.FAILED, DeliveryState.DELIVERED);
    }

    @Test
    void a_delivered_event_goes_out_again_too() {
        OutboxEvent event = salon.clickedEvent();

        assertThat(one(event)).isEqualTo(new Outcome.Underway(1, Optional.empty()));
        assertThat(salon.deliversDue()).isOne();

        assertThat(salon.listener.heard()).containsExactly(event, event);
    }

    @Requirement("WH-6")
    @Test
    void with_fire_and_forget_a_redelivery_is_one_attempt() {
        OutboxEvent event = failed();
        salon.listener.answers(DOWN);
        one(event);
        salon.deliversDue();

        assertThat(stateOf(event)).isEqualTo(DeliveryState.FAILED);
        salon.pass(Duration.ofDays(2));
        assertThat(salon.deliversDue()).isZero();
    }

    @Requirement("RS-14")
    @Test
    void an_event_that_waits_for_its_next_attempt_is_attempted_now() {
        salon.sets(DeliveryPolicy.RETRY);
        OutboxEvent event = failed();
        assertThat(salon.deliversDue()).isZero();

        assertThat(one(event)).isEqualTo(new Outcome.Underway(1, Optional.empty()));

        assertThat(salon.deliversDue()).isOne();
        assertThat(stateOf(event)).isEqualTo(DeliveryState.DELIVERED);
        salon.pass(Duration.ofDays(2));
        assertThat(salon.deliversDue()).isZero();
    }

    @Requirement({"API-8", "RS-18"})
    @Test
    void an_unknown_event_is_told_and_another_partners_is_as_unknown() {
        OutboxEvent event = failed();
        PartnerId withoutWebhook =
                salon.aurix.administerPartners().addPartner("New").id();
        PartnerId stranger = salon.aurix.administerPartners().addPartner("New").id();
        salon.aurix.configureWebhook().register(stranger, "https://stranger.example/hook");

        for (PartnerId partnerId : List.of(stranger, withoutWebhook)) {
            assertThat(redeliverEvents.one(partnerId, event.id())).isEqualTo(new Outcome.UnknownEvent());
            assertThat(redeliverEvents.one(
                            partnerId, Samples.in(salon.ports).event(partnerId).id()))
                    .isEqualTo(new Outcome.UnknownEvent());
        }
        assertThat(stateOf(event)).isEqualTo(DeliveryState.FAILED);
        assertThat(salon.deliversDue()).isZero();
    }

    @Requirement("RS-5")
    @Test
    void an_event_that_some_node_is_attempting_is_not_redelivered() {
        Samples samples = Samples.in(salon.ports);
        OutboxEvent event = samples.addEvent(salon.partnerId);

        assertThat(one(event)).isEqualTo(new Outcome.BeingAttempted());
    }

    @Test
    void of_one_kind_only_those_are_redelivered() {
        OutboxEvent event = failed();
        Wanted leads = new Wanted(
                hourAgo(), hourOn(), DeliveryState.FAILED, Optional.of(EventType.LEAD_COMPLETE), Optional.empty());
        Wanted clicks = new Wanted(
                hourAgo(), hourOn(), DeliveryState.FAILED, Optional.of(EventType.WIDGET_CLICK), Optional.empty());

        assertThat(redeliverEvents.many(salon.partnerId, leads)).isEqualTo(new Outcome.Underway(0, Optional.empty()));
        assertThat(redeliverEvents.many(salon.partnerId, clicks)).isEqualTo(new Outcome.Underway(1, Optional.empty()));
        assertThat(stateOf(event)).isEqualTo(DeliveryState.PENDING);
        salon.takesOnly(EventType.LEAD_COMPLETE);
        assertThat(redeliverEvents.many(salon.partnerId, clicks)).isEqualTo(new Outcome.NotTaken());
    }

    @Requirement("WH-8")
    @Test
    void to_a_webhook_that_is_not_active_nothing_is_redelivered() {
        OutboxEvent event = failed();
        salon.setsActive(false);

        assertThat(one(event)).isEqualTo(new Outcome.NoActiveWebhook());
        assertThat(many(DeliveryState.FAILED)).isEqualTo(new Outcome.NoActiveWebhook());

        assertThat(stateOf(event)).isEqualTo(DeliveryState.FAILED);
    }

    @Requirement("WH-8")
    @Test
    void what_could_not_be_sent_for_want_of_a_webhook_is_sent_once_there_is_one() {
        Samples samples = Samples.in(salon.ports);
        PartnerId partnerId = salon.aurix.administerPartners().addPartner("New").id();
        OutboxEvent first = samples.addEvent(partnerId, DeliveryState.NOT_SENT);
        OutboxEvent second = samples.addEvent(partnerId, DeliveryState.NOT_SENT);
        assertThat(redeliverEvents.one(partnerId, first.id())).isEqualTo(new Outcome.NoActiveWebhook());
        assertThat(redeliverEvents.many(partnerId, Wanted.of(hourAgo(), hourOn(), DeliveryState.NOT_SENT)))
                .isEqualTo(new Outcome.NoActiveWebhook());

        salon.aurix.configureWebhook().register(partnerId, "https://new.example/hook");

        assertThat(redeliverEvents.many(partnerId, Wanted.of(hourAgo(), hourOn(), DeliveryState.NOT_SENT)))
                .isEqualTo(new Outcome.Underway(2, Optional.empty()));
        assertThat(salon.deliversDue()).isEqualTo(2);
        assertThat(salon.listener.heard()).containsExactlyInAnyOrder(first, second);
    }

    @Requirement("WH-8")
    @Test
    void an_event_of_a_kind_that_the_webhook_does_not_take_is_not_redelivered() {
        OutboxEvent event = failed();
        salon.takesOnly(EventType.LEAD_COMPLETE, EventType.LEAD_CORRELATED);

        assertThat(one(event)).isEqualTo(new Outcome.NotTaken());
        assertThat(many(DeliveryState.FAILED)).isEqualTo(new Outcome.Underway(0, Optional.empty()));

        assertThat(stateOf(event)).isEqualTo(DeliveryState.FAILED);
        salon.takesOnly(EventType.WIDGET_CLICK);
        assertThat(many(DeliveryState.FAILED)).isEqualTo(new Outcome.Underway(1, Optional.empty()));
    }

    @Requirement("API-4")
    @Test
    void all_of_a_span_that_failed_go_out_again_and_nothing_else() {
        OutboxEvent before = failed();
        salon.pass(Duration.ofMinutes(1));
        Instant from = salon.now();
        OutboxEvent first = failed();
        OutboxEvent delivered = salon.clickedEvent();
        salon.pass(Duration.ofMinutes(1));
        OutboxEvent last = failed();
        salon.pass(Duration.ofNanos(1_000));
        Instant to = salon.now();
        OutboxEvent after = failed();
        int heardBefore = salon.listener.heard().size();

        assertThat(redeliverEvents.many(salon.partnerId, Wanted.of(from, to, DeliveryState.FAILED)))
                .isEqualTo(new Outcome.Underway(2, Optional.empty()));
        assertThat(redeliverEvents.many(salon.partnerId, Wanted.of(from, to, DeliveryState.FAILED)))
                .as("what is on its way is not put there again")
                .isEqualTo(new Outcome.Underway(0, Optional.empty()));
        assertThat(salon.deliversDue()).isEqualTo(2);

        List<OutboxEvent> heard = salon.listener.heard();
        assertThat(heard.subList(heardBefore, heard.size())).containsExactlyInAnyOrder(first, last);
        assertThat(List.of(first, delivered, last)).extracting(this::stateOf).containsOnly(DeliveryState.DELIVERED);
        assertThat(List.of(before, after)).extracting(this::stateOf).containsOnly(DeliveryState.FAILED);
    }

    @Test
    void thousands_of_events_all_go_out_again_once() {
        Samples samples = Samples.in(salon.ports);
        List<OutboxEvent> events = Stream.generate(() -> samples.event(salon.partnerId))
                .limit(4_001)
                .toList();
        samples.run(() -> salon.ports.outbox().append(events));
        salon.ports.outbox().record(events.stream().map(samples::failed).toList());

        assertThat(many(DeliveryState.FAILED)).isEqualTo(new Outcome.Underway(4_001, Optional.empty()));

        List<OutboxEvent> due = new ArrayList<>();
        salon.aurix.deliverEvents().claimDue(5_000, Set.of()).forEach(delivery -> due.add(delivery.event()));
        assertThat(due).containsExactlyInAnyOrderElementsOf(events);
    }

    @Test
    void one_call_puts_twenty_thousand_on_their_way_at_most_and_says_that_there_may_be_more() {
        Salon endless = Salon.open(ports -> {
            Outbox outbox = mock(Outbox.class, delegatesTo(ports.outbox()));
            doAnswer(call -> Collections.nCopies(call.<Integer>getArgument(2), EventId.floor(Instant.EPOCH)))
                    .when(outbox)
                    .redeliver(any(), any(), anyInt());
            return Replacing.in(ports, outbox);
        });

        assertThat(endless.aurix
                        .redeliverEvents()
                        .many(endless.partnerId, Wanted.of(hourAgo(), hourOn(), DeliveryState.FAILED)))
                .isEqualTo(
                        new Outcome.Underway(RedeliverEvents.MOST_EVENTS, Optional.of(EventId.floor(Instant.EPOCH))));
    }

    @Test
    void what_is_pending_is_on_its_way_already() {
        assertThatThrownBy(() -> many(DeliveryState.PENDING)).isInstanceOf(IllegalArgumentException.class);
    }

    /** A click whose event the listener did not take; it takes the next one. */
    private OutboxEvent failed() {
        salon.listener.answers(DOWN);
        OutboxEvent event = salon.clickedEvent();
        salon.listener.answers(OK);
        return event;
    }

    private Outcome one(OutboxEvent event) {
        return redeliverEvents.one(salon.partnerId, event.id());
    }

    private Outcome many(DeliveryState state) {
        return redeliverEvents.many(salon.partnerId, Wanted.of(hourAgo(), hourOn(), state));
    }

    private Instant hourAgo() {
        return salon.now().minusSeconds(3_600);
    }

    private Instant hourOn() {
        return salon.now().plusSeconds(3_600);
    }

    private DeliveryState stateOf(OutboxEvent event) {
        return salon.recorded(event.id()).state();
    }
}

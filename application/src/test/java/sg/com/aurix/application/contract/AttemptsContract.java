package sg.com.aurix.application.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sg.com.aurix.application.port.Attempt;
import sg.com.aurix.application.port.Delivery;
import sg.com.aurix.application.port.Outbox;
import sg.com.aurix.application.port.OutboxEvent;
import sg.com.aurix.application.port.RecordedEvent;
import sg.com.aurix.application.port.WebhookSender.Answer;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.webhook.DeliveryState;

/** What every {@link Outbox} must do with attempts: how they end, and when the next one is due. */
@Requirement("WH-7")
public interface AttemptsContract extends StoreContract {
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
                        samples.now().plus(MICROSECOND),
                        DeliveryState.FAILED,
                        new Answer.NoAnswer("Nobody listens there.")));

        outbox().record(attempts);

        for (Attempt attempt : attempts) {
            RecordedEvent recorded = outbox().find(partnerId, attempt.eventId()).orElseThrow();
            assertThat(recorded.state()).isEqualTo(attempt.leaves());
            assertThat(recorded.attempts()).containsExactly(attempt);
        }
        store().advance(store().lease().plus(MOMENT));
        assertThat(Claims.all(outbox(), partnerId)).isEmpty();
    }

    @Requirement({"WH-3", "WH-4", "RS-17"})
    @Test
    default void an_attempt_is_kept_with_the_headers_that_were_sent() {
        Samples samples = Samples.in(ports());
        OutboxEvent event = samples.addEvent(samples.addPartner().id());
        Attempt attempt = samples.delivered(event);

        outbox().record(List.of(attempt));

        assertThat(find(event).attempts())
                .singleElement()
                .satisfies(kept -> assertThat(headers(kept)).containsExactlyEntriesOf(headers(attempt)));
        assertThat(headers(attempt).get("webhook-signature"))
                .as("one signature for each valid secret")
                .matches("v1,\\S+ v1,\\S+");
    }

    @Requirement("WH-8")
    @Test
    default void an_event_with_nowhere_to_go_is_not_sent_and_has_no_attempt() {
        Samples samples = Samples.in(ports());
        OutboxEvent event = samples.addEvent(samples.addPartner().id());

        outbox().record(List.of(samples.notSent(event)));

        assertThat(find(event))
                .isEqualTo(new RecordedEvent(event, DeliveryState.NOT_SENT, Optional.empty(), List.of()));
        store().advance(store().lease().plus(MOMENT));
        assertClaimedByNobody(event);
    }

    @Requirement("RS-25")
    @Test
    default void attempts_are_listed_in_the_order_in_which_they_began_although_the_clock_was_set_back() {
        Samples samples = Samples.in(ports());
        OutboxEvent event = samples.addEvent(samples.addPartner().id());
        Instant now = samples.now();
        Answer busy = new Answer.Answered(503, "busy");
        Attempt first = samples.attempt(event, now, DeliveryState.PENDING, Optional.of(now), busy);
        Attempt second = samples.attempt(event, now.minusSeconds(3_600), DeliveryState.PENDING, Optional.of(now), busy);
        Attempt third = samples.attempt(event, now.minusSeconds(1_800), DeliveryState.FAILED, busy);

        outbox().record(List.of(first));
        Claims.all(outbox(), event.partnerId());
        outbox().record(List.of(second));
        Claims.all(outbox(), event.partnerId());
        outbox().record(List.of(third));

        assertThat(find(event))
                .isEqualTo(new RecordedEvent(
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
                samples.delivered(samples.event(event.partnerId())), samples.failed(event), samples.delivered(beside)));

        assertThat(find(event))
                .isEqualTo(new RecordedEvent(event, DeliveryState.DELIVERED, Optional.empty(), List.of(delivered)));
        assertThat(find(beside).state()).isEqualTo(DeliveryState.DELIVERED);
    }

    @Test
    default void a_node_whose_lease_has_run_out_records_as_long_as_nobody_took_over() {
        Samples samples = Samples.in(ports());
        OutboxEvent event = samples.addEvent(samples.addPartner().id());
        store().advance(store().lease().plus(MOMENT));

        outbox().record(List.of(samples.delivered(event)));

        assertThat(find(event).state()).isEqualTo(DeliveryState.DELIVERED);
    }

    @Requirement("RS-5")
    @Test
    default void a_node_that_was_taken_over_records_nothing_any_more() {
        Samples samples = Samples.in(ports());
        PartnerId partnerId = samples.addPartner().id();
        OutboxEvent event = samples.addEvent(partnerId);
        store().advance(store().lease().plus(MOMENT));
        Claims.all(store().anotherNode(), partnerId);
        OutboxEvent own = samples.addEvent(partnerId);

        outbox().record(List.of(samples.failed(event), samples.delivered(own)));

        assertThat(find(event)).isEqualTo(new RecordedEvent(event, DeliveryState.PENDING, Optional.empty(), List.of()));
        assertThat(find(own).state()).isEqualTo(DeliveryState.DELIVERED);
        Attempt byTheOther = samples.delivered(event);
        store().anotherNode().record(List.of(byTheOther));
        assertThat(find(event))
                .isEqualTo(new RecordedEvent(event, DeliveryState.DELIVERED, Optional.empty(), List.of(byTheOther)));
    }

    @Requirement("RS-14")
    @Test
    default void an_event_that_is_attempted_again_later_is_claimed_by_nobody_before() {
        Samples samples = Samples.in(ports());
        OutboxEvent event = samples.addEvent(samples.addPartner().id());
        Duration pause = store().lease().multipliedBy(5);
        Attempt failed = samples.retried(event, samples.now().plus(pause));

        outbox().record(List.of(failed));

        assertThat(find(event))
                .isEqualTo(new RecordedEvent(event, DeliveryState.PENDING, failed.nextAt(), List.of(failed)));
        assertClaimedByNobody(event);
        store().advance(store().lease().plus(MOMENT));
        assertClaimedByNobody(event);
        store().advance(pause.minus(store().lease()).minus(MOMENT).minus(MICROSECOND));
        assertClaimedByNobody(event);
        store().advance(MICROSECOND);
        assertThat(Claims.all(outbox(), event.partnerId())).containsExactly(new Delivery(event, 1));
        assertThat(find(event))
                .as("what is being attempted is not scheduled any more")
                .isEqualTo(new RecordedEvent(event, DeliveryState.PENDING, Optional.empty(), List.of(failed)));
    }

    @Requirement("RS-14")
    @Test
    default void an_event_that_is_attempted_again_sooner_than_a_lease_ends_is_claimed_by_any_node_then() {
        Samples samples = Samples.in(ports());
        OutboxEvent event = samples.addEvent(samples.addPartner().id());
        Duration pause = store().lease().dividedBy(10);
        outbox().record(List.of(samples.retried(event, samples.now().plus(pause))));

        store().advance(pause.minus(MOMENT));
        assertClaimedByNobody(event);
        store().advance(MOMENT);

        assertThat(Claims.all(store().anotherNode(), event.partnerId())).containsExactly(new Delivery(event, 1));
        assertThat(Claims.all(outbox(), event.partnerId())).isEmpty();
    }

    @Requirement("RS-14")
    @Test
    default void failures_are_counted_whichever_node_makes_the_attempts() {
        Samples samples = Samples.in(ports());
        OutboxEvent event = samples.addEvent(samples.addPartner().id());
        Outbox holder = outbox();
        Outbox other = store().anotherNode();
        List<Attempt> attempts = new ArrayList<>();
        for (int failures = 1; failures <= 7; failures++) {
            Attempt failed = samples.retried(event, samples.now().plusSeconds(5));
            holder.record(List.of(failed));
            attempts.add(failed);
            store().advance(Duration.ofSeconds(5));

            assertThat(Claims.all(other, event.partnerId())).containsExactly(new Delivery(event, failures));
            Outbox before = holder;
            holder = other;
            other = before;
        }
        Attempt last = samples.failed(event);
        attempts.add(last);

        holder.record(List.of(last));

        assertThat(find(event)).isEqualTo(new RecordedEvent(event, DeliveryState.FAILED, Optional.empty(), attempts));
        store().advance(store().lease().plus(MOMENT));
        assertClaimedByNobody(event);
    }

    @Requirement("RS-8")
    @Test
    default void failures_still_count_after_a_release_and_after_a_lease_has_run_out() {
        Samples samples = Samples.in(ports());
        OutboxEvent event = samples.addEvent(samples.addPartner().id());
        outbox().record(List.of(samples.retried(event, samples.now())));
        Claims.all(outbox(), event.partnerId());

        outbox().release(List.of(event));

        assertThat(Claims.all(store().anotherNode(), event.partnerId())).containsExactly(new Delivery(event, 1));
        store().advance(store().lease().plus(MOMENT));
        assertThat(Claims.all(outbox(), event.partnerId())).containsExactly(new Delivery(event, 1));
    }

    @Requirement("RS-5")
    @Test
    default void a_node_that_left_an_event_for_later_records_nothing_more_of_it() {
        Samples samples = Samples.in(ports());
        OutboxEvent event = samples.addEvent(samples.addPartner().id());
        Attempt failed = samples.retried(event, samples.now().plusSeconds(5));
        outbox().record(List.of(failed));

        outbox().record(List.of(samples.delivered(event)));

        assertThat(find(event))
                .isEqualTo(new RecordedEvent(event, DeliveryState.PENDING, failed.nextAt(), List.of(failed)));
        store().advance(Duration.ofSeconds(5));
        assertThat(Claims.all(store().anotherNode(), event.partnerId())).hasSize(1);
        outbox().record(List.of(samples.failed(event)));
        assertThat(find(event))
                .isEqualTo(new RecordedEvent(event, DeliveryState.PENDING, Optional.empty(), List.of(failed)));
        Attempt byTheOther = samples.delivered(event);
        store().anotherNode().record(List.of(byTheOther));
        assertThat(find(event))
                .isEqualTo(new RecordedEvent(
                        event, DeliveryState.DELIVERED, Optional.empty(), List.of(failed, byTheOther)));
    }

    @Test
    default void a_later_attempt_ends_an_event_as_a_first_one_does() {
        Samples samples = Samples.in(ports());
        PartnerId partnerId = samples.addPartner().id();
        OutboxEvent delivered = samples.addEvent(partnerId);
        OutboxEvent failed = samples.addEvent(partnerId);
        OutboxEvent notSent = samples.addEvent(partnerId);
        outbox().record(List.of(
                samples.retried(delivered, samples.now()),
                samples.retried(failed, samples.now()),
                samples.retried(notSent, samples.now())));
        store().advance(MOMENT);
        assertThat(Claims.all(outbox(), partnerId)).hasSize(3);

        outbox().record(List.of(samples.delivered(delivered), samples.failed(failed), samples.notSent(notSent)));

        assertEnded(delivered, DeliveryState.DELIVERED, 2);
        assertEnded(failed, DeliveryState.FAILED, 2);
        assertEnded(notSent, DeliveryState.NOT_SENT, 1);
        store().advance(store().lease().plus(MOMENT));
        assertThat(Claims.all(outbox(), partnerId)).isEmpty();
    }

    private void assertEnded(OutboxEvent event, DeliveryState state, int attempts) {
        assertThat(find(event).state()).isEqualTo(state);
        assertThat(find(event).nextAt()).isEmpty();
        assertThat(find(event).attempts()).hasSize(attempts);
    }

    private void assertClaimedByNobody(OutboxEvent event) {
        assertThat(Claims.all(outbox(), event.partnerId())).isEmpty();
        assertThat(Claims.all(store().anotherNode(), event.partnerId())).isEmpty();
    }

    private static Map<String, String> headers(Attempt attempt) {
        return attempt.sent().orElseThrow().signature().headers();
    }
}

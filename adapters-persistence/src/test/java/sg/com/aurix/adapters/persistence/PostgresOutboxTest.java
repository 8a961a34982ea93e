package sg.com.aurix.adapters.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sg.com.aurix.application.contract.Race;
import sg.com.aurix.application.contract.Requirement;
import sg.com.aurix.application.contract.Samples;
import sg.com.aurix.application.port.Attempt;
import sg.com.aurix.application.port.Delivery;
import sg.com.aurix.application.port.DeliveryFilter;
import sg.com.aurix.application.port.DeliverySummary;
import sg.com.aurix.application.port.EventBody;
import sg.com.aurix.application.port.Outbox;
import sg.com.aurix.application.port.OutboxEvent;
import sg.com.aurix.application.port.PageRequest;
import sg.com.aurix.application.port.RecordedEvent;
import sg.com.aurix.application.port.WebhookSender.Answer;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.webhook.DeliveryState;

/** What the outbox on PostgreSQL promises beyond the contract kit. */
class PostgresOutboxTest {
    private static final TestStore STORE = TestStore.open();

    private final Outbox outbox = STORE.ports().outbox();
    private final Samples samples = Samples.in(STORE.ports());
    private final PartnerId partnerId = samples.addPartner().id();

    @AfterAll
    static void close() {
        STORE.close();
    }

    /** What one test leaves over, another one would claim. */
    @AfterEach
    void clear() {
        STORE.database().execute("TRUNCATE events, attempts, deliveries");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "NULL",
                "null",
                "\"quoted\", {in braces}, \\ back\\\\slashed",
                "two\r\nlines\tand a tab",
                "🌸 نوع الاستفسار é",
                "\u0001\u001f\u007f\ufffe",
                "'; DROP TABLE events; --"
            })
    void whatever_a_listener_answers_is_kept_as_it_was(String excerpt) {
        assertThat(excerptKept(excerpt)).isEqualTo(excerpt);
    }

    @Test
    void what_postgresql_cannot_keep_of_an_answer_does_not_hold_up_its_recording() {
        assertThat(excerptKept("be\0fore")).isEqualTo("before");
        assertThat(excerptKept("half a pair: \ud83c"))
                .startsWith("half a pair: ")
                .hasSize(14);
    }

    private String excerptKept(String excerpt) {
        OutboxEvent event = samples.addEvent(partnerId);
        Attempt attempt =
                samples.attempt(event, samples.now(), DeliveryState.FAILED, new Answer.Answered(500, excerpt));
        outbox.record(List.of(attempt));
        Attempt kept =
                outbox.find(partnerId, event.id()).orElseThrow().attempts().get(0);
        return ((Answer.Answered) kept.answer().orElseThrow()).excerpt();
    }

    @Test
    void a_body_is_any_bytes() {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        OutboxEvent sample = samples.event(partnerId);
        OutboxEvent event =
                new OutboxEvent(sample.id(), partnerId, sample.type(), sample.occurredAt(), EventBody.of(all));

        outbox.append(List.of(event));

        assertThat(outbox.find(partnerId, event.id()).orElseThrow().event()).isEqualTo(event);
    }

    @Test
    void a_row_that_another_transaction_holds_is_passed_over_without_waiting() {
        OutboxEvent held = samples.addEvent(partnerId);
        OutboxEvent free = samples.addEvent(partnerId);
        STORE.advance(STORE.lease().plusSeconds(1));

        List<OutboxEvent> claimed = STORE.ports().unitOfWork().run(() -> {
            STORE.statements()
                    .update(
                            "UPDATE deliveries SET failures = failures WHERE event_id = ?",
                            parameters -> parameters.uuid(held.id().value()));
            return Race.result(Race.apart(() -> claimed(outbox)));
        });

        assertThat(claimed).containsExactly(free);
        assertThat(claimed(outbox)).containsExactly(held);
    }

    @Requirement("RS-4")
    @Test
    void a_thousand_events_left_over_are_claimed_once_each_by_nodes_in_a_hurry() {
        List<OutboxEvent> events =
                Stream.generate(() -> samples.event(partnerId)).limit(1_000).toList();
        outbox.append(events);
        STORE.advance(STORE.lease().plus(Duration.ofMillis(1)));

        List<List<OutboxEvent>> claimed = Race.run(
                4,
                number -> Stream.generate(() -> claimed(number % 2 == 0 ? outbox : STORE.anotherNode()))
                        .takeWhile(batch -> !batch.isEmpty())
                        .flatMap(List::stream)
                        .toList());

        assertThat(claimed.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(events);
    }

    @Test
    void of_several_attempts_at_one_event_in_a_batch_the_first_counts() {
        OutboxEvent event = samples.addEvent(partnerId);
        OutboxEvent beside = samples.addEvent(partnerId);
        Attempt first = samples.failed(event);
        Attempt tooLate = samples.delivered(event);

        outbox.record(List.of(first, tooLate, samples.delivered(beside)));

        RecordedEvent recorded = outbox.find(partnerId, event.id()).orElseThrow();
        assertThat(recorded.attempts()).containsExactly(first);
        assertThat(recorded.state()).isEqualTo(DeliveryState.FAILED);
        assertThat(outbox.find(partnerId, beside.id()).orElseThrow().state()).isEqualTo(DeliveryState.DELIVERED);
    }

    @Test
    void an_event_of_a_taken_id_is_refused_and_those_beside_it_are_not_kept() {
        OutboxEvent known = samples.addEvent(partnerId);
        OutboxEvent beside = samples.event(partnerId);

        assertThatThrownBy(() -> outbox.append(List.of(beside, known)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("taken");

        assertThat(outbox.find(partnerId, beside.id())).isEmpty();
    }

    @Requirement("RS-6")
    @Test
    void an_event_of_a_kind_that_this_version_does_not_know_is_passed_over_and_left_to_another() {
        OutboxEvent unknown = samples.addEvent(partnerId);
        OutboxEvent known = samples.addEvent(partnerId);
        behindThePorts("UPDATE events SET event_type = 'lead.erased' WHERE event_id = '%s'", unknown);
        STORE.advance(STORE.lease().plusSeconds(1));

        assertThat(claimed(outbox)).containsExactly(known);

        assertThat(outbox.find(partnerId, unknown.id())).isEmpty();
        for (Optional<DeliveryState> state :
                List.of(Optional.<DeliveryState>empty(), Optional.of(DeliveryState.PENDING))) {
            assertThat(outbox.page(partnerId, new DeliveryFilter(state, Optional.empty()), PageRequest.first(10)))
                    .extracting(DeliverySummary::id)
                    .containsExactly(known.id());
        }
        assertThat(STORE.database()
                        .number("SELECT count(*) FROM deliveries WHERE event_id = '%s'"
                                .formatted(unknown.id().value())))
                .isOne();
    }

    @Requirement("RS-6")
    @Test
    void a_row_whose_event_is_gone_leaves_the_queue_and_holds_up_nothing() {
        OutboxEvent gone = samples.addEvent(partnerId);
        OutboxEvent there = samples.addEvent(partnerId);
        behindThePorts("DELETE FROM events WHERE event_id = '%s'", gone);
        STORE.advance(STORE.lease().plusSeconds(1));

        assertThat(claimed(outbox)).containsExactly(there);

        assertThat(STORE.database().texts("SELECT event_id FROM deliveries"))
                .containsExactly(there.id().value().toString());
    }

    @Requirement("RS-6")
    @Test
    void an_event_of_which_nobody_can_say_what_became_is_passed_over() {
        OutboxEvent unknown = samples.addEvent(partnerId);
        OutboxEvent known = samples.addEvent(partnerId);
        outbox.record(List.of(samples.delivered(unknown), samples.delivered(known)));
        behindThePorts("DELETE FROM attempts WHERE event_id = '%s'", unknown);

        assertThat(outbox.find(partnerId, unknown.id())).isEmpty();
        assertThat(outbox.page(
                        partnerId, new DeliveryFilter(Optional.empty(), Optional.empty()), PageRequest.first(10)))
                .extracting(DeliverySummary::id)
                .containsExactly(known.id());
    }

    @Requirement("RS-13")
    @Test
    void the_backlog_of_a_partner_without_room_is_not_walked_over_and_not_forgotten() {
        PartnerId other = samples.addPartner().id();
        outbox.append(Stream.generate(() -> samples.event(partnerId)).limit(300).toList());
        STORE.advance(STORE.lease().plusSeconds(1));
        assertThat(outbox.claimDue(10, Set.of(partnerId))).isEmpty();
        STORE.advance(Duration.ofMinutes(10));

        OutboxEvent fresh = samples.addEvent(other);
        outbox.release(List.of(fresh));
        assertThat(outbox.claimDue(10, Set.of(partnerId))).containsExactly(Delivery.first(fresh));

        assertThat(outbox.claimDue(1000, Set.of())).hasSize(300);
    }

    @Requirement("RS-6")
    @Test
    void what_becomes_due_behind_the_others_is_found_too() {
        OutboxEvent early = samples.addEvent(partnerId);
        OutboxEvent late = samples.addEvent(partnerId);
        outbox.record(List.of(samples.retried(late, samples.now().plusSeconds(5))));
        STORE.advance(STORE.lease().plusSeconds(1));
        assertThat(claimed(outbox)).containsExactlyInAnyOrder(early, late);
        assertThat(claimed(outbox)).isEmpty();
        STORE.advance(Duration.ofMinutes(5));
        assertThat(claimed(outbox)).containsExactlyInAnyOrder(early, late);
        assertThat(claimed(outbox)).isEmpty();

        // As after an outage: recorded so late that the time of the next attempt has passed long ago.
        outbox.record(List.of(samples.retried(late, samples.now().minusSeconds(200))));

        assertThat(outbox.claimDue(10, Set.of())).containsExactly(new Delivery(late, 2));
    }

    @Requirement("RS-25")
    @Test
    void an_event_of_a_day_that_nobody_foresaw_is_kept_with_what_came_of_it() {
        OutboxEvent event = samples.event(partnerId, Instant.parse("2031-05-06T07:08:09.123456Z"));
        OutboxEvent beside = samples.event(partnerId);

        samples.run(() -> outbox.append(List.of(beside, event)));
        outbox.record(List.of(samples.failed(event)));

        assertThat(outbox.find(partnerId, event.id()).orElseThrow().event()).isEqualTo(event);
        assertThat(outbox.find(partnerId, event.id()).orElseThrow().state()).isEqualTo(DeliveryState.FAILED);
        assertThat(outbox.find(partnerId, beside.id())).isPresent();
        assertThat(STORE.database().texts("SELECT count(*) FROM events_20310506"))
                .containsExactly("1");
    }

    private static void behindThePorts(String sql, OutboxEvent event) {
        STORE.database().execute(sql.formatted(event.id().value()));
    }

    private static List<OutboxEvent> claimed(Outbox from) {
        return from.claimDue(50, Set.of()).stream().map(Delivery::event).toList();
    }

    @Test
    void nothing_to_append_or_to_record_is_nothing_done() {
        outbox.append(List.of());
        outbox.record(List.of());

        assertThat(STORE.database().number("SELECT count(*) FROM events")).isZero();
    }
}

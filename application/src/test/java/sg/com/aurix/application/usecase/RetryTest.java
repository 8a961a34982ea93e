package sg.com.aurix.application.usecase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.AdditionalAnswers.delegatesTo;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sg.com.aurix.application.contract.Replacing;
import sg.com.aurix.application.contract.Requirement;
import sg.com.aurix.application.port.Attempt;
import sg.com.aurix.application.port.OutboxEvent;
import sg.com.aurix.application.port.RecordedEvent;
import sg.com.aurix.application.port.StoreUnavailableException;
import sg.com.aurix.application.port.WebhookSender.Answer;
import sg.com.aurix.application.port.Webhooks;
import sg.com.aurix.application.usecase.ConfigureWebhook.Registration;
import sg.com.aurix.domain.webhook.DeliveryPolicy;
import sg.com.aurix.domain.webhook.DeliveryState;
import sg.com.aurix.domain.webhook.Signature;

/** What becomes of events that a listener does not take, where its partner opted in to retries. */
@Requirement({"RS-14", "WH-6"})
class RetryTest {
    private static final Answer DOWN = new Answer.NoAnswer("Nobody listens there.");
    private static final Answer OK = new Answer.Answered(200, "ok");
    private static final List<Duration> STANDARD = List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(10));

    private final Salon salon = Salon.retrying();

    @Requirement("WH-7")
    @Test
    void an_event_is_attempted_eight_times_on_the_standard_schedule_and_has_then_failed() {
        salon.listener.answers(DOWN);
        OutboxEvent event = salon.clickedEvent();

        for (Duration standard : STANDARD) {
            Duration pause = Duration.between(salon.now(), nextAt(event));
            assertThat(pause)
                    .isBetween(
                            standard.multipliedBy(8).dividedBy(10),
                            standard.multipliedBy(12).dividedBy(10));
            assertThat(salon.recorded(event.id()).state()).isEqualTo(DeliveryState.PENDING);
            salon.pass(pause.minusNanos(1_000));
            assertThat(salon.deliversDue()).isZero();
            salon.pass(Duration.ofNanos(1_000));
            assertThat(salon.deliversDue()).isOne();
        }

        RecordedEvent failed = salon.recorded(event.id());
        assertThat(failed.state()).isEqualTo(DeliveryState.FAILED);
        assertThat(failed.nextAt()).isEmpty();
        assertThat(failed.attempts()).hasSize(8).extracting(Attempt::answer).containsOnly(Optional.of(DOWN));
        assertThat(salon.listener.heard()).hasSize(8).containsOnly(event);
        salon.pass(Duration.ofDays(30));
        assertThat(salon.deliversDue()).isZero();
    }

    @Requirement({"WH-4", "WH-5"})
    @Test
    void every_attempt_has_the_same_id_and_bytes_and_is_signed_at_its_own_time() {
        salon.listener.answers(DOWN);
        OutboxEvent event = salon.clickedEvent();
        passUntilNext(event);
        salon.deliversDue();

        assertThat(salon.listener.requests())
                .hasSize(2)
                .satisfiesExactly(
                        first -> {
                            assertThat(first.headers()).containsEntry("webhook-timestamp", "1767352622");
                        },
                        second -> {
                            assertThat(second.headers())
                                    .containsEntry(
                                            "webhook-timestamp",
                                            Long.toString(salon.now().getEpochSecond()));
                        });
        assertThat(salon.listener.requests()).allSatisfy(request -> {
            Instant signedAt = Instant.ofEpochSecond(Long.parseLong(request.header("webhook-timestamp")));
            assertThat(request.headers())
                    .isEqualTo(Signature.of(
                                    List.of(salon.webhook().secret()),
                                    event.id(),
                                    signedAt,
                                    event.body().bytes())
                            .headers());
        });
    }

    @Test
    void a_success_is_the_end() {
        salon.listener.answers(DOWN);
        OutboxEvent event = salon.clickedEvent();
        passUntilNext(event);
        salon.deliversDue();
        passUntilNext(event);
        salon.listener.answers(OK);
        salon.deliversDue();

        RecordedEvent delivered = salon.recorded(event.id());
        assertThat(delivered.state()).isEqualTo(DeliveryState.DELIVERED);
        assertThat(delivered.attempts())
                .extracting(Attempt::answer)
                .containsExactly(Optional.of(DOWN), Optional.of(DOWN), Optional.of(OK));
        salon.pass(Duration.ofDays(30));
        assertThat(salon.deliversDue()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {199, 300, 302, 400, 401, 404, 429, 500, 503})
    void any_answer_but_2xx_and_410_is_followed_by_another_attempt(int status) {
        salon.listener.answers(new Answer.Answered(status, ""));

        assertThat(salon.recorded(salon.clickedEvent().id()).nextAt()).isPresent();
    }

    @ParameterizedTest
    @CsvSource({"3600, 3600", "7, 7", "86400, 86400", "86401, 86400", "31536000, 86400"})
    void a_listener_is_left_in_peace_for_as_long_as_it_asks_for_and_a_day_at_most(long asked, long got) {
        salon.listener.answers(busy(Duration.ofSeconds(asked)));

        OutboxEvent event = salon.clickedEvent();

        assertThat(nextAt(event)).isEqualTo(salon.now().plusSeconds(got));
        assertThat(salon.recorded(event.id()).attempts().get(0).answer())
                .as("the answer as it is recorded")
                .contains(new Answer.Answered(503, "busy"));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 3})
    void a_listener_that_asks_for_less_than_the_pause_gets_the_pause(long asked) {
        salon.listener.answers(busy(Duration.ofSeconds(asked)));

        assertThat(nextAt(salon.clickedEvent()))
                .isBetween(salon.now().plusSeconds(4), salon.now().plusSeconds(6));
    }

    @Test
    void a_wish_does_not_make_a_ninth_attempt() {
        salon.listener.answers(busy(Duration.ofHours(13)));
        OutboxEvent event = salon.clickedEvent();

        for (int attempts = 1; attempts < 8; attempts++) {
            salon.pass(Duration.ofHours(13));
            assertThat(salon.deliversDue()).isOne();
        }

        assertThat(salon.recorded(event.id()).state()).isEqualTo(DeliveryState.FAILED);
        assertThat(salon.recorded(event.id()).attempts()).hasSize(8);
    }

    @Test
    void fire_and_forget_knows_no_wishes() {
        salon.sets(DeliveryPolicy.FIRE_AND_FORGET);
        salon.listener.answers(busy(Duration.ofSeconds(1)));

        OutboxEvent event = salon.clickedEvent();

        assertThat(salon.recorded(event.id()).state()).isEqualTo(DeliveryState.FAILED);
        salon.pass(Duration.ofDays(1));
        assertThat(salon.deliversDue()).isZero();
    }

    @Test
    void a_partner_that_goes_back_to_fire_and_forget_has_one_attempt_more_of_what_waits() {
        salon.listener.answers(DOWN);
        OutboxEvent event = salon.clickedEvent();
        salon.sets(DeliveryPolicy.FIRE_AND_FORGET);
        passUntilNext(event);
        salon.deliversDue();

        assertThat(salon.recorded(event.id()).state()).isEqualTo(DeliveryState.FAILED);
        assertThat(salon.recorded(event.id()).attempts()).hasSize(2);
    }

    @Test
    void a_retry_goes_to_where_the_webhook_is_now() {
        salon.listener.answers(DOWN);
        OutboxEvent event = salon.clickedEvent();
        salon.registers(Registration.of("https://new.example/hook"));
        passUntilNext(event);
        salon.deliversDue();

        assertThat(salon.listener.requests())
                .extracting(request -> request.url().value())
                .containsExactly(Salon.URL, "https://new.example/hook");
    }

    @Requirement("WH-8")
    @Test
    void an_event_that_was_attempted_has_failed_when_the_webhook_is_not_active_any_more() {
        salon.listener.answers(DOWN);
        OutboxEvent event = salon.clickedEvent();
        salon.setsActive(false);
        passUntilNext(event);
        assertThat(salon.deliversDue()).isOne();

        RecordedEvent failed = salon.recorded(event.id());
        assertThat(failed.state()).isEqualTo(DeliveryState.FAILED);
        assertThat(failed.attempts()).hasSize(1);
        assertThat(salon.listener.heard()).hasSize(1);
    }

    @Requirement("RS-7")
    @Test
    void what_a_listener_said_is_recorded_although_how_it_fares_could_not_be_noted() {
        AtomicBoolean broken = new AtomicBoolean();
        Salon unlucky = Salon.open(ports -> {
            Webhooks webhooks = mock(Webhooks.class, delegatesTo(ports.webhooks()));
            doAnswer(call -> {
                        if (broken.get()) {
                            throw new StoreUnavailableException("gone", new IllegalStateException());
                        }
                        return ports.webhooks().change(call.getArgument(0), call.getArgument(1));
                    })
                    .when(webhooks)
                    .change(any(), any());
            return Replacing.in(ports, webhooks);
        });
        unlucky.sets(DeliveryPolicy.RETRY);
        unlucky.listener.answers(DOWN);
        broken.set(true);

        RecordedEvent recorded = unlucky.recorded(unlucky.clickedEvent().id());

        assertThat(recorded.attempts()).hasSize(1);
        assertThat(recorded.nextAt()).isPresent();
        assertThat(unlucky.webhook().failingSince()).isEmpty();
    }

    private static Answer busy(Duration retryAfter) {
        return new Answer.Answered(503, "busy", Optional.of(retryAfter));
    }

    private Instant nextAt(OutboxEvent event) {
        return salon.recorded(event.id()).nextAt().orElseThrow();
    }

    private void passUntilNext(OutboxEvent event) {
        salon.pass(Duration.between(salon.now(), nextAt(event)));
    }
}

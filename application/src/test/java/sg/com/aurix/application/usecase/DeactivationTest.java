package sg.com.aurix.application.usecase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.AdditionalAnswers.delegatesTo;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import sg.com.aurix.application.contract.Replacing;
import sg.com.aurix.application.contract.Requirement;
import sg.com.aurix.application.port.OutboxEvent;
import sg.com.aurix.application.port.WebhookSender.Answer;
import sg.com.aurix.application.port.Webhooks;
import sg.com.aurix.application.usecase.ConfigureWebhook.Registration;
import sg.com.aurix.domain.webhook.Deactivation;
import sg.com.aurix.domain.webhook.DeliveryPolicy;
import sg.com.aurix.domain.webhook.DeliveryState;

/** When nothing is sent to a webhook any more, and how that ends. */
@Requirement("RS-14")
class DeactivationTest {
    private static final Answer GONE = new Answer.Answered(410, "Gone");
    private static final Answer DOWN = new Answer.Answered(500, "no");
    private static final Answer OK = new Answer.Answered(200, "ok");
    private static final Duration FIVE_DAYS = Duration.ofDays(5);

    private final Salon salon = Salon.retrying();

    @Requirement({"WH-7", "WH-8"})
    @Test
    void a_listener_that_answers_410_is_sent_nothing_more_and_its_partner_sees_why() {
        salon.listener.answers(GONE);
        OutboxEvent event = salon.clickedEvent();

        assertThat(stateOf(event)).isEqualTo(DeliveryState.FAILED);
        assertThat(salon.recorded(event.id()).nextAt()).isEmpty();
        assertThat(salon.webhook().active()).isFalse();
        assertThat(salon.webhook().deactivation()).contains(new Deactivation(Deactivation.Reason.GONE, salon.now()));
        OutboxEvent later = salon.clickedEvent();
        assertThat(stateOf(later)).isEqualTo(DeliveryState.NOT_SENT);
        assertThat(salon.listener.heard()).containsExactly(event);
        salon.pass(Duration.ofDays(30));
        assertThat(salon.deliversDue()).isZero();
    }

    @Requirement("WH-6")
    @Test
    void fire_and_forget_leaves_a_listener_that_answers_410_as_it_is() {
        salon.sets(DeliveryPolicy.FIRE_AND_FORGET);
        salon.listener.answers(GONE);

        assertThat(stateOf(salon.clickedEvent())).isEqualTo(DeliveryState.FAILED);
        assertThat(stateOf(salon.clickedEvent())).isEqualTo(DeliveryState.FAILED);
        assertThat(salon.webhook().active()).isTrue();
        assertThat(salon.listener.heard()).hasSize(2);
    }

    @Test
    void a_listener_that_takes_nothing_for_five_days_is_sent_nothing_more() {
        salon.listener.answers(DOWN);
        OutboxEvent first = salon.clickedEvent();
        Instant since = salon.now();
        salon.pass(FIVE_DAYS.minusNanos(1_000));
        OutboxEvent waiting = salon.clickedEvent();
        assertThat(salon.webhook().active()).isTrue();
        assertThat(salon.webhook().failingSince()).contains(since);
        salon.pass(Duration.ofNanos(1_000));
        OutboxEvent last = salon.clickedEvent();

        assertThat(salon.webhook().active()).isFalse();
        assertThat(salon.webhook().deactivation())
                .contains(new Deactivation(Deactivation.Reason.FAILING, since.plus(FIVE_DAYS)));
        assertThat(salon.listener.heard()).containsExactly(first, waiting, last);
        salon.pass(Duration.ofDays(1));
        assertThat(salon.deliversDue()).isEqualTo(3);
        assertThat(List.of(first, waiting, last))
                .extracting(this::stateOf)
                .as("what was attempted has failed, visibly")
                .containsOnly(DeliveryState.FAILED);
        assertThat(salon.listener.heard()).hasSize(3);
    }

    @Test
    void a_success_within_the_five_days_begins_them_anew() {
        salon.listener.answers(DOWN);
        salon.clicked();
        salon.pass(Duration.ofDays(4));
        salon.listener.answers(OK);
        salon.clicked();
        assertThat(salon.webhook().failingSince()).isEmpty();
        salon.listener.answers(DOWN);
        salon.clicked();

        salon.pass(Duration.ofDays(4));
        salon.clicked();

        assertThat(salon.webhook().active()).isTrue();
    }

    @Requirement("WH-6")
    @Test
    void a_listener_that_takes_nothing_for_a_year_is_still_sent_each_event_once_with_fire_and_forget() {
        salon.sets(DeliveryPolicy.FIRE_AND_FORGET);
        salon.listener.answers(DOWN);
        List<OutboxEvent> events = new ArrayList<>();
        for (int month = 0; month < 12; month++) {
            events.add(salon.clickedEvent());
            salon.pass(Duration.ofDays(30));
        }

        assertThat(salon.webhook().active()).isTrue();
        assertThat(salon.webhook().failingSince()).isEmpty();
        assertThat(salon.listener.heard()).isEqualTo(events);
    }

    @Requirement({"WH-1", "WH-8"})
    @Test
    void a_registration_that_says_so_makes_it_active_again_and_nothing_else_does() {
        salon.listener.answers(GONE);
        salon.clicked();
        Deactivation deactivation = salon.webhook().deactivation().orElseThrow();

        salon.registers(Registration.of("https://new.example/hook"));
        assertThat(salon.webhook().active()).isFalse();
        assertThat(salon.webhook().deactivation()).contains(deactivation);
        assertThat(stateOf(salon.clickedEvent())).isEqualTo(DeliveryState.NOT_SENT);

        salon.setsActive(true);
        salon.listener.answers(OK);
        assertThat(salon.webhook().active()).isTrue();
        assertThat(salon.webhook().deactivation()).isEmpty();
        assertThat(stateOf(salon.clickedEvent())).isEqualTo(DeliveryState.DELIVERED);
    }

    @Test
    void a_webhook_that_is_active_again_has_five_days_anew() {
        salon.listener.answers(DOWN);
        salon.clicked();
        salon.pass(FIVE_DAYS);
        salon.clicked();
        assertThat(salon.webhook().active()).isFalse();
        salon.pass(Duration.ofDays(10));

        salon.setsActive(true);
        salon.clicked();

        assertThat(salon.webhook().active()).isTrue();
        assertThat(salon.webhook().failingSince()).contains(salon.now());
    }

    @Test
    void how_a_listener_fares_is_written_only_when_that_changes() {
        List<Webhooks> spied = new ArrayList<>();
        Salon watched = Salon.open(ports -> {
            Webhooks webhooks = mock(Webhooks.class, delegatesTo(ports.webhooks()));
            spied.add(webhooks);
            return Replacing.in(ports, webhooks);
        });
        Webhooks webhooks = spied.get(0);
        watched.clicked();
        verify(webhooks, never()).change(any(), any());
        watched.sets(DeliveryPolicy.RETRY);
        watched.clicked();
        verify(webhooks, times(1)).change(any(), any());

        watched.listener.answers(DOWN);
        watched.clicked();
        watched.clicked();
        watched.clicked();
        verify(webhooks, times(2)).change(any(), any());

        watched.listener.answers(OK);
        watched.clicked();
        watched.clicked();
        verify(webhooks, times(3)).change(any(), any());
    }

    private DeliveryState stateOf(OutboxEvent event) {
        return salon.recorded(event.id()).state();
    }
}

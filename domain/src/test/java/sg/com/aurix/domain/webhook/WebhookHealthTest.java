package sg.com.aurix.domain.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sg.com.aurix.domain.Requirement;
import sg.com.aurix.domain.Samples;
import sg.com.aurix.domain.webhook.Webhook.Change;
import sg.com.aurix.domain.webhook.Webhook.Outcome;

/** How a webhook fares by what its listener does. */
@Requirement("RS-14")
class WebhookHealthTest {
    private static final Instant NOW = Samples.NOW;
    private static final Instant LATER = NOW.plusSeconds(60);
    private static final Duration MICROSECOND = Duration.ofNanos(1_000);
    private static final WebhookUrl ELSEWHERE = new WebhookUrl("https://elsewhere.example/");

    private final Webhook once = Samples.webhook();
    private final Webhook retrying = once.with(changing(Optional.of(DeliveryPolicy.RETRY), Optional.empty()), NOW);
    private final Webhook failing = retrying.after(retrying.url(), Outcome.FAILURE, NOW);

    @Test
    void the_first_failure_is_remembered_and_later_ones_leave_it() {
        assertThat(failing.failingSince()).contains(NOW);
        assertThat(failing)
                .usingRecursiveComparison()
                .ignoringFields("failingSince")
                .isEqualTo(retrying);
        assertThat(failing.after(failing.url(), Outcome.FAILURE, LATER)).isEqualTo(failing);
    }

    @Test
    void a_success_ends_a_time_of_failing() {
        assertThat(failing.after(failing.url(), Outcome.SUCCESS, LATER)).isEqualTo(retrying);
        assertThat(retrying.after(retrying.url(), Outcome.SUCCESS, LATER)).isEqualTo(retrying);
    }

    @Test
    void a_listener_that_says_it_is_gone_is_not_active_any_more() {
        Webhook gone = retrying.after(retrying.url(), Outcome.GONE, LATER);

        assertThat(gone.active()).isFalse();
        assertThat(gone.takes(EventType.WIDGET_CLICK)).isFalse();
        assertThat(gone.deactivation()).contains(new Deactivation(Deactivation.Reason.GONE, LATER));
        assertThat(gone.updatedAt()).isEqualTo(LATER);
        assertThat(gone)
                .usingRecursiveComparison()
                .ignoringFields("active", "deactivation", "updatedAt")
                .isEqualTo(retrying);
    }

    @Test
    void a_listener_that_took_nothing_for_five_days_is_not_active_any_more() {
        Instant fiveDaysLater = NOW.plus(Duration.ofDays(5));

        assertThat(failing.after(failing.url(), Outcome.FAILURE, fiveDaysLater.minus(MICROSECOND)))
                .isEqualTo(failing);
        Webhook deactivated = failing.after(failing.url(), Outcome.FAILURE, fiveDaysLater);
        assertThat(deactivated.active()).isFalse();
        assertThat(deactivated.deactivation()).contains(new Deactivation(Deactivation.Reason.FAILING, fiveDaysLater));
        assertThat(deactivated.failingSince()).contains(NOW);
    }

    @Test
    void a_success_in_between_begins_the_five_days_anew() {
        Instant middle = NOW.plus(Duration.ofDays(3));
        Webhook again = failing.after(failing.url(), Outcome.SUCCESS, middle)
                .after(failing.url(), Outcome.FAILURE, middle.plusSeconds(1));

        assertThat(again.after(again.url(), Outcome.FAILURE, NOW.plus(Duration.ofDays(6))))
                .isEqualTo(again);
    }

    @Requirement("WH-6")
    @ParameterizedTest
    @EnumSource(Outcome.class)
    void fire_and_forget_never_deactivates(Outcome outcome) {
        assertThat(once.after(once.url(), outcome, LATER)).isEqualTo(once);
        assertThat(once.after(once.url(), outcome, LATER.plus(Duration.ofDays(400))))
                .isEqualTo(once);
    }

    @ParameterizedTest
    @EnumSource(Outcome.class)
    void what_another_listener_did_changes_nothing(Outcome outcome) {
        assertThat(failing.after(ELSEWHERE, outcome, NOW.plus(Duration.ofDays(5))))
                .isEqualTo(failing);
    }

    @ParameterizedTest
    @EnumSource(Outcome.class)
    void a_late_outcome_does_not_change_a_webhook_that_is_not_active(Outcome outcome) {
        Webhook gone = failing.after(failing.url(), Outcome.GONE, LATER);

        assertThat(gone.after(gone.url(), outcome, NOW.plus(Duration.ofDays(6))))
                .isEqualTo(gone);
    }

    @Test
    void another_listener_another_policy_and_a_new_beginning_are_judged_anew() {
        assertThat(failing.with(Change.of(ELSEWHERE), LATER).failingSince()).isEmpty();
        assertThat(failing.with(changing(Optional.of(DeliveryPolicy.FIRE_AND_FORGET), Optional.empty()), LATER)
                        .failingSince())
                .isEmpty();
        assertThat(failing.with(changing(Optional.empty(), Optional.of(false)), LATER)
                        .failingSince())
                .isEmpty();
    }

    @Test
    void a_registration_that_changes_nothing_of_that_does_not_hide_a_time_of_failing() {
        Change same = new Change(
                failing.url(),
                Optional.of(DeliveryPolicy.RETRY),
                Optional.of(Set.of(EventType.LEAD_COMPLETE)),
                Optional.of(true));

        assertThat(failing.with(Change.of(failing.url()), LATER).failingSince()).contains(NOW);
        assertThat(failing.with(same, LATER).failingSince()).contains(NOW);
    }

    @Test
    void only_a_registration_that_names_it_makes_a_webhook_active_again() {
        Webhook gone = failing.after(failing.url(), Outcome.GONE, LATER);

        Webhook moved = gone.with(Change.of(ELSEWHERE), LATER);
        assertThat(moved.active()).isFalse();
        assertThat(moved.deactivation()).isEqualTo(gone.deactivation());

        Webhook again = gone.with(changing(Optional.empty(), Optional.of(true)), LATER);
        assertThat(again.active()).isTrue();
        assertThat(again.deactivation()).isEmpty();
        assertThat(again.failingSince()).isEmpty();
        assertThat(again.after(again.url(), Outcome.FAILURE, NOW.plus(Duration.ofDays(9)))
                        .active())
                .isTrue();
    }

    @Test
    void a_partner_that_wants_it_inactive_itself_needs_no_other_reason() {
        Webhook gone = failing.after(failing.url(), Outcome.GONE, LATER);

        Webhook unwanted = gone.with(changing(Optional.empty(), Optional.of(false)), LATER);

        assertThat(unwanted.active()).isFalse();
        assertThat(unwanted.deactivation()).isEmpty();
    }

    private static Change changing(Optional<DeliveryPolicy> delivery, Optional<Boolean> active) {
        return new Change(Samples.webhook().url(), delivery, Optional.empty(), active);
    }
}

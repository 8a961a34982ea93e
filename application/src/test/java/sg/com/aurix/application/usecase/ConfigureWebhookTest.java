package sg.com.aurix.application.usecase;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sg.com.aurix.application.contract.Race;
import sg.com.aurix.application.contract.Requirement;
import sg.com.aurix.application.usecase.ConfigureWebhook.Outcome;
import sg.com.aurix.application.usecase.ConfigureWebhook.Registration;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.webhook.DeliveryPolicy;
import sg.com.aurix.domain.webhook.EventType;
import sg.com.aurix.domain.webhook.Webhook;
import sg.com.aurix.domain.webhook.WebhookUrl;

@Requirement("WH-1")
class ConfigureWebhookTest {
    private static final Registration EVERYTHING = new Registration(
            "https://everything.example/hook",
            Optional.of(DeliveryPolicy.RETRY),
            Optional.of(EnumSet.of(EventType.LEAD_COMPLETE)),
            Optional.of(false));

    private final Salon salon = Salon.open();
    private final ConfigureWebhook configureWebhook = salon.aurix.configureWebhook();
    private final PartnerId partnerId =
            salon.aurix.administerPartners().addPartner("New").id();

    @Test
    void there_is_none_before_the_first_registration() {
        assertThat(configureWebhook.current(partnerId)).isEmpty();
    }

    @Requirement("WH-2")
    @Test
    void the_first_registration_makes_the_secret_and_later_ones_keep_it() {
        Webhook first = registered("https://one.example/hook");
        salon.pass(Duration.ofMinutes(1));
        Webhook second = registered("https://two.example/hook");

        assertThat(first.active()).isTrue();
        assertThat(first.secret().value()).matches("aurix_[A-Za-z0-9+/]{32}");
        assertThat(second)
                .isEqualTo(first.with(
                        Webhook.Change.of(new WebhookUrl("https://two.example/hook")),
                        first.updatedAt().plusSeconds(60)));
        assertThat(configureWebhook.current(partnerId)).contains(second);
    }

    @Requirement("WH-6")
    @Test
    void a_first_registration_that_names_nothing_but_the_url_is_the_published_one() {
        Webhook webhook = registered("https://one.example/hook");

        assertThat(webhook.delivery()).isEqualTo(DeliveryPolicy.FIRE_AND_FORGET);
        assertThat(webhook.events()).containsExactlyInAnyOrder(EventType.values());
        assertThat(webhook.active()).isTrue();
    }

    @Requirement("WH-6")
    @Test
    void a_first_registration_may_name_every_setting() {
        Webhook webhook = registered(EVERYTHING);

        assertEverything(webhook);
        assertThat(configureWebhook.current(partnerId)).contains(webhook);
    }

    @Test
    void a_later_registration_changes_what_it_names() {
        Webhook first = registered("https://one.example/hook");
        salon.pass(Duration.ofMinutes(1));

        Webhook second = registered(EVERYTHING);

        assertEverything(second);
        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.secrets()).isEqualTo(first.secrets());
        assertThat(second.createdAt()).isEqualTo(first.createdAt());
        assertThat(second.updatedAt()).isEqualTo(salon.now());
    }

    @Test
    void the_published_registration_resets_nothing() {
        Webhook first = registered(EVERYTHING);
        salon.pass(Duration.ofMinutes(1));

        Webhook second = registered("https://two.example/hook");

        assertThat(second.url()).isEqualTo(new WebhookUrl("https://two.example/hook"));
        assertThat(second)
                .usingRecursiveComparison()
                .ignoringFields("url", "updatedAt")
                .isEqualTo(first);
    }

    @Test
    void the_same_registration_again_changes_nothing_but_its_date() {
        Webhook first = registered(EVERYTHING);
        salon.pass(Duration.ofMinutes(1));

        assertThat(registered(EVERYTHING))
                .usingRecursiveComparison()
                .ignoringFields("updatedAt")
                .isEqualTo(first);
    }

    private static void assertEverything(Webhook webhook) {
        assertThat(webhook.url().value()).isEqualTo(EVERYTHING.url());
        assertThat(webhook.delivery()).isEqualTo(DeliveryPolicy.RETRY);
        assertThat(webhook.events()).containsExactly(EventType.LEAD_COMPLETE);
        assertThat(webhook.active()).isFalse();
        assertThat(webhook.deactivation()).isEmpty();
    }

    @Test
    void a_url_that_may_not_be_dialled_is_refused_and_the_one_before_stays() {
        Webhook before = registered("https://one.example/hook");

        assertThat(configureWebhook.register(partnerId, "http://127.0.0.1/hook"))
                .isEqualTo(new Outcome.Refused("must be an https address"));
        assertThat(configureWebhook.register(
                        partnerId,
                        new Registration(
                                "http://127.0.0.1/hook",
                                EVERYTHING.delivery(),
                                EVERYTHING.events(),
                                EVERYTHING.active())))
                .isEqualTo(new Outcome.Refused("must be an https address"));

        assertThat(configureWebhook.current(partnerId)).contains(before);
    }

    @Test
    void many_first_registrations_at_once_answer_with_one_secret() {
        List<Webhook> all = Race.run(number -> registered("https://" + number + ".example/hook"));

        assertThat(all).extracting(Webhook::secret).containsOnly(all.get(0).secret());
    }

    private Webhook registered(String url) {
        return ((Outcome.Registered) configureWebhook.register(partnerId, url)).webhook();
    }

    private Webhook registered(Registration registration) {
        return ((Outcome.Registered) configureWebhook.register(partnerId, registration)).webhook();
    }
}

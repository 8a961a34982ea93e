package sg.com.aurix.application.usecase;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import sg.com.aurix.application.contract.Race;
import sg.com.aurix.application.contract.Requirement;
import sg.com.aurix.application.usecase.ConfigureWebhook.Outcome;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.webhook.Webhook;
import sg.com.aurix.domain.webhook.WebhookUrl;

@Requirement("WH-1")
class ConfigureWebhookTest {
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

    @Test
    void a_url_that_may_not_be_dialled_is_refused_and_the_one_before_stays() {
        Webhook before = registered("https://one.example/hook");

        assertThat(configureWebhook.register(partnerId, "http://127.0.0.1/hook"))
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
}

package sg.com.aurix.application.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import sg.com.aurix.application.port.Ports;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.webhook.Webhook;
import sg.com.aurix.domain.webhook.WebhookUrl;

/** What every {@link sg.com.aurix.application.port.Webhooks} must do. */
@Requirement("WH-1")
public interface WebhooksContract {
    Ports ports();

    @Test
    default void the_first_registration_is_kept_as_it_is() {
        Samples samples = Samples.in(ports());
        Webhook candidate = samples.webhook(samples.addPartner().id());

        assertThat(register(candidate)).isEqualTo(candidate);
        assertThat(ports().webhooks().of(candidate.partnerId())).contains(candidate);
    }

    @Test
    default void a_partner_has_no_webhook_before() {
        assertThat(ports().webhooks().of(Samples.in(ports()).addPartner().id())).isEmpty();
    }

    @Test
    default void a_later_registration_moves_the_webhook_and_leaves_the_rest_of_it() {
        Samples samples = Samples.in(ports());
        Webhook first = register(samples.webhook(samples.addPartner().id()));
        WebhookUrl url = new WebhookUrl("https://new.example/hook?key=1");
        Webhook candidate =
                samples.webhook(first.partnerId()).movedTo(url, samples.now().plusSeconds(60));

        Webhook moved = register(candidate);

        assertThat(moved).isEqualTo(first.movedTo(url, candidate.updatedAt()));
        assertThat(ports().webhooks().of(first.partnerId())).contains(moved);
    }

    @Requirement("API-8")
    @Test
    default void each_partner_has_its_own() {
        Samples samples = Samples.in(ports());
        Webhook mine = register(samples.webhook(samples.addPartner().id()));
        Webhook other = register(samples.webhook(samples.addPartner().id()));

        assertThat(ports().webhooks().of(mine.partnerId())).contains(mine);
        assertThat(ports().webhooks().of(other.partnerId())).contains(other);
    }

    @Test
    default void of_several_first_registrations_at_once_one_makes_the_secret() {
        Samples samples = Samples.in(ports());
        for (int round = 0; round < Race.ROUNDS; round++) {
            PartnerId partnerId = samples.addPartner().id();

            List<Webhook> registered = Race.run(number -> register(samples.webhook(partnerId)));

            Webhook kept = ports().webhooks().of(partnerId).orElseThrow();
            assertThat(registered).extracting(Webhook::secret).containsOnly(kept.secret());
            assertThat(registered).extracting(Webhook::id).containsOnly(kept.id());
        }
    }

    private Webhook register(Webhook candidate) {
        return ports().unitOfWork().run(() -> ports().webhooks().register(candidate));
    }
}

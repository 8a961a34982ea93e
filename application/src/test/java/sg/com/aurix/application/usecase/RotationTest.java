package sg.com.aurix.application.usecase;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import sg.com.aurix.application.contract.Race;
import sg.com.aurix.application.contract.Requirement;
import sg.com.aurix.application.port.OutboxEvent;
import sg.com.aurix.application.usecase.ConfigureWebhook.Registration;
import sg.com.aurix.application.usecase.ConfigureWebhook.Rotation;
import sg.com.aurix.domain.webhook.Signature;
import sg.com.aurix.domain.webhook.Webhook;
import sg.com.aurix.domain.webhook.WebhookSecret;

/** New secrets, and what is signed with which. */
@Requirement("RS-17")
class RotationTest {
    private static final Duration OVERLAP = Duration.ofHours(24);

    private final Salon salon = Salon.open();
    private final ConfigureWebhook configureWebhook = salon.aurix.configureWebhook();
    private final WebhookSecret old = salon.webhook().secret();

    @Requirement({"WH-3", "WH-4"})
    @Test
    void during_the_overlap_both_secrets_sign_and_the_published_digest_is_made_with_the_new_one() {
        WebhookSecret fresh = rotated(OVERLAP).secret();
        assertThat(fresh).isNotEqualTo(old);
        assertThat(signersOfNext()).containsExactly(fresh, old);

        salon.pass(OVERLAP.minusNanos(1_000));
        assertThat(signersOfNext()).containsExactly(fresh, old);

        salon.pass(Duration.ofNanos(1_000));
        assertThat(signersOfNext()).containsExactly(fresh);
    }

    @Requirement("WH-2")
    @Test
    void the_webhook_keeps_everything_else_and_shows_how_long_the_old_secret_counts() {
        Webhook before = salon.webhook();
        salon.pass(Duration.ofMinutes(1));

        Webhook rotated = rotated(OVERLAP);

        assertThat(rotated.secret().value()).matches("aurix_[A-Za-z0-9+/]{32}");
        assertThat(rotated.secrets().previousValidUntil(salon.now()))
                .contains(salon.now().plus(OVERLAP));
        assertThat(rotated.updatedAt()).isEqualTo(salon.now());
        assertThat(rotated)
                .usingRecursiveComparison()
                .ignoringFields("secrets", "updatedAt")
                .isEqualTo(before);
        assertThat(salon.webhook()).isEqualTo(rotated);
    }

    @Test
    void without_an_overlap_the_old_secret_signs_no_more() {
        WebhookSecret fresh = rotated(Duration.ZERO).secret();

        assertThat(signersOfNext()).containsExactly(fresh);
    }

    @Requirement("WH-1")
    @Test
    void a_later_registration_keeps_both_secrets() {
        Webhook rotated = rotated(OVERLAP);

        Webhook moved = salon.registers(Registration.of("https://new.example/hook"));

        assertThat(moved.secrets()).isEqualTo(rotated.secrets());
        assertThat(signersOfNext()).containsExactly(rotated.secret(), old);
    }

    @Test
    void five_secrets_at_most_count_at_once() {
        List<WebhookSecret> newestFirst = new ArrayList<>(List.of(old));
        for (int i = 0; i < 4; i++) {
            newestFirst.add(0, rotated(OVERLAP).secret());
            salon.pass(Duration.ofMinutes(1));
        }
        Webhook full = salon.webhook();
        assertThat(signersOfNext()).isEqualTo(newestFirst);

        assertThat(configureWebhook.rotateSecret(salon.partnerId, OVERLAP)).isEqualTo(new Rotation.TooManySecrets());
        assertThat(salon.webhook()).isEqualTo(full);

        salon.pass(OVERLAP.minus(Duration.ofMinutes(4)));
        newestFirst.remove(old);
        newestFirst.add(0, rotated(OVERLAP).secret());
        assertThat(signersOfNext()).isEqualTo(newestFirst);
    }

    @Test
    void there_is_nothing_to_rotate_before_the_first_registration() {
        assertThat(configureWebhook.rotateSecret(
                        salon.aurix.administerPartners().addPartner("New").id(), OVERLAP))
                .isEqualTo(new Rotation.NoWebhook());
    }

    @Test
    void of_several_rotations_at_once_each_counts() {
        List<Webhook> rotated = Race.run(4, number -> rotated(OVERLAP));

        assertThat(salon.webhook().secrets().validAt(salon.now()))
                .hasSize(5)
                .contains(old)
                .containsAll(rotated.stream().map(Webhook::secret).toList());
    }

    private Webhook rotated(Duration overlap) {
        return ((Rotation.Rotated) configureWebhook.rotateSecret(salon.partnerId, overlap)).webhook();
    }

    /** Which secrets sign an event that happens now; fails when the digest of the first is not the published one. */
    private List<WebhookSecret> signersOfNext() {
        salon.clicked();
        Listener.Request request = salon.listener.lastRequest();
        OutboxEvent event = request.event();
        byte[] body = event.body().bytes();
        List<WebhookSecret> known = salon.webhook().secrets().retiring().stream()
                .map(retiring -> retiring.secret())
                .toList();
        List<WebhookSecret> all = new ArrayList<>(List.of(salon.webhook().secret()));
        all.addAll(known);
        List<String> signatures =
                Arrays.asList(request.header("webhook-signature").split(" "));
        List<WebhookSecret> signers = signatures.stream()
                .map(signature -> all.stream()
                        .filter(secret -> Signature.standard(
                                        secret, request.header("webhook-id"), request.header("webhook-timestamp"), body)
                                .equals(signature))
                        .findFirst()
                        .orElseThrow())
                .toList();
        String digest = Signature.of(List.of(signers.get(0)), event.id(), Instant.EPOCH, body)
                .hub();
        assertThat(request.headers())
                .containsEntry("x-hub-signature", digest)
                .containsEntry("x-hub-signature-256", "sha256=" + digest);
        return signers;
    }
}

package sg.com.aurix.application.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sg.com.aurix.application.port.Ports;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.webhook.EventType;
import sg.com.aurix.domain.webhook.Webhook;
import sg.com.aurix.domain.webhook.WebhookSecret;
import sg.com.aurix.domain.webhook.WebhookSecrets;
import sg.com.aurix.domain.webhook.WebhookSecrets.Retiring;
import sg.com.aurix.domain.webhook.WebhookUrl;

/** What every {@link sg.com.aurix.application.port.Webhooks} must do. */
@Requirement("WH-1")
public interface WebhooksContract {
    /** As many as may still count beside the current one. */
    int ROTATIONS = WebhookSecrets.MOST_RETIRING;

    Ports ports();

    @Test
    default void the_first_registration_is_kept_as_it_is() {
        Samples samples = Samples.in(ports());
        Webhook candidate = samples.webhook(samples.addPartner().id());

        assertThat(addOrGet(candidate)).isEqualTo(candidate);
        assertThat(ports().webhooks().of(candidate.partnerId())).contains(candidate);
    }

    @Test
    default void a_partner_has_no_webhook_before() {
        assertThat(ports().webhooks().of(Samples.in(ports()).addPartner().id())).isEmpty();
    }

    @Test
    default void a_later_registration_leaves_the_webhook_there_is_as_it_is() {
        Samples samples = Samples.in(ports());
        Webhook first = addOrGet(samples.webhook(samples.addPartner().id()));

        assertThat(addOrGet(samples.webhookWithEverySetting(first.partnerId()))).isEqualTo(first);
        assertThat(ports().webhooks().of(first.partnerId())).contains(first);
    }

    @Requirement({"RS-14", "RS-17", "API-2"})
    @Test
    default void every_setting_is_kept_to_the_microsecond_and_replaced_secrets_in_their_order() {
        Samples samples = Samples.in(ports());
        Webhook added = samples.webhookWithEverySetting(samples.addPartner().id());
        Webhook plain = addOrGet(samples.webhook(samples.addPartner().id()));
        Webhook changed = withIdOf(plain, samples.webhookWithEverySetting(plain.partnerId()));

        assertThat(addOrGet(added)).isEqualTo(added);
        assertThat(change(plain.partnerId(), known -> changed)).contains(changed);

        assertThat(ports().webhooks().of(added.partnerId())).contains(added);
        assertThat(ports().webhooks().of(changed.partnerId())).contains(changed);
        assertThat(change(changed.partnerId(), known -> plain)).contains(plain);
        assertThat(ports().webhooks().of(plain.partnerId())).contains(plain);
    }

    @Requirement("API-8")
    @Test
    default void each_partner_has_its_own() {
        Samples samples = Samples.in(ports());
        Webhook mine = addOrGet(samples.webhook(samples.addPartner().id()));
        Webhook other = addOrGet(samples.webhook(samples.addPartner().id()));

        Webhook moved =
                change(mine.partnerId(), known -> moved(known, samples.now())).orElseThrow();

        assertThat(ports().webhooks().of(mine.partnerId())).contains(moved);
        assertThat(ports().webhooks().of(other.partnerId())).contains(other);
    }

    @Requirement("WH-8")
    @Test
    default void what_partners_are_to_be_told_is_what_their_active_webhooks_take() {
        Samples samples = Samples.in(ports());
        PartnerId everything = samples.addWebhook(samples.addPartner().id()).partnerId();
        PartnerId leads = samples.addWebhook(samples.addPartner().id()).partnerId();
        Set<EventType> ofLeads = EnumSet.of(EventType.LEAD_CORRELATED, EventType.LEAD_COMPLETE);
        change(leads, known -> set(known, Optional.of(ofLeads), Optional.empty(), samples.now()));
        PartnerId inactive = addOrGet(
                        samples.webhookWithEverySetting(samples.addPartner().id()))
                .partnerId();
        PartnerId nothing = samples.addPartner().id();

        assertThat(ports().webhooks().taking(List.of(everything, leads, inactive, nothing)))
                .containsOnly(Map.entry(everything, EnumSet.allOf(EventType.class)), Map.entry(leads, ofLeads));
        assertThat(ports().webhooks().taking(Set.of(inactive))).isEmpty();

        change(everything, known -> set(known, Optional.empty(), Optional.of(false), samples.now()));
        assertThat(ports().webhooks().taking(Set.of(everything))).as("at once").isEmpty();
    }

    @Test
    default void a_change_is_made_of_the_webhook_there_is() {
        Samples samples = Samples.in(ports());
        Webhook first = addOrGet(samples.webhook(samples.addPartner().id()));
        List<Webhook> changed = new ArrayList<>();

        Optional<Webhook> now = change(first.partnerId(), known -> {
            changed.add(known);
            return moved(known, samples.now());
        });

        assertThat(changed).isNotEmpty().containsOnly(first);
        assertThat(now).contains(moved(first, samples.now()));
        assertThat(ports().webhooks().of(first.partnerId())).isEqualTo(now);
    }

    @Test
    default void where_there_is_no_webhook_nothing_is_changed() {
        PartnerId partnerId = Samples.in(ports()).addPartner().id();
        AtomicBoolean called = new AtomicBoolean();

        assertThat(change(partnerId, known -> {
                    called.set(true);
                    return known;
                }))
                .isEmpty();
        assertThat(called).isFalse();
        assertThat(ports().webhooks().of(partnerId)).isEmpty();
    }

    @Test
    default void of_several_first_registrations_at_once_one_makes_the_secret() {
        Samples samples = Samples.in(ports());
        for (int round = 0; round < Race.ROUNDS; round++) {
            PartnerId partnerId = samples.addPartner().id();

            List<Webhook> registered = Race.run(number -> addOrGet(samples.webhook(partnerId)));

            Webhook kept = ports().webhooks().of(partnerId).orElseThrow();
            assertThat(registered).containsOnly(kept);
        }
    }

    @Requirement("RS-17")
    @Test
    default void no_rotation_is_lost_when_several_are_made_at_once() {
        Samples samples = Samples.in(ports());
        for (int round = 0; round < Race.ROUNDS; round++) {
            Webhook first = samples.addWebhook(samples.addPartner().id());
            List<WebhookSecret> fresh =
                    Stream.generate(samples::secret).limit(ROTATIONS).toList();

            List<Webhook> rotated = Race.run(
                    ROTATIONS,
                    number -> change(first.partnerId(), known -> rotated(known, fresh.get(number), samples.now()))
                            .orElseThrow());

            WebhookSecrets kept =
                    ports().webhooks().of(first.partnerId()).orElseThrow().secrets();
            assertThat(kept.validAt(samples.now()))
                    .hasSize(ROTATIONS + 1)
                    .contains(first.secret())
                    .containsAll(fresh);
            assertThat(rotated).extracting(Webhook::secret).containsExactlyElementsOf(fresh);
        }
    }

    @Test
    default void a_change_waits_for_the_one_before_and_is_made_of_what_that_left() {
        Samples samples = Samples.in(ports());
        Webhook first = samples.addWebhook(samples.addPartner().id());
        WebhookSecret fresh = samples.secret();
        Instant now = samples.now();

        CompletableFuture<Optional<Webhook>> second = ports().unitOfWork().run(() -> {
            ports().webhooks().change(first.partnerId(), known -> moved(known, now));
            CompletableFuture<Optional<Webhook>> started =
                    Race.apart(() -> change(first.partnerId(), known -> rotated(known, fresh, now)));
            Race.assertWaiting(started);
            return started;
        });

        Webhook both = rotated(moved(first, now), fresh, now);
        assertThat(Race.result(second)).contains(both);
        assertThat(ports().webhooks().of(first.partnerId())).contains(both);
    }

    private Webhook addOrGet(Webhook candidate) {
        return ports().unitOfWork().run(() -> ports().webhooks().addOrGet(candidate));
    }

    private Optional<Webhook> change(PartnerId partnerId, UnaryOperator<Webhook> change) {
        return ports().unitOfWork().run(() -> ports().webhooks().change(partnerId, change));
    }

    private static Webhook set(
            Webhook webhook, Optional<Set<EventType>> events, Optional<Boolean> active, Instant now) {
        return webhook.with(new Webhook.Change(webhook.url(), Optional.empty(), events, active), now);
    }

    private static Webhook moved(Webhook webhook, Instant now) {
        return webhook.with(Webhook.Change.of(new WebhookUrl("https://new.example/hook?key=1")), now.plusSeconds(60));
    }

    private static Webhook rotated(Webhook webhook, WebhookSecret fresh, Instant now) {
        List<Retiring> retiring = new ArrayList<>();
        retiring.add(new Retiring(webhook.secret(), now.plusSeconds(3_600)));
        retiring.addAll(webhook.secrets().retiring());
        return webhook.with(new WebhookSecrets(fresh, retiring), webhook.updatedAt());
    }

    private static Webhook withIdOf(Webhook known, Webhook other) {
        return new Webhook(
                known.id(),
                known.partnerId(),
                other.url(),
                other.secrets(),
                other.delivery(),
                other.events(),
                other.active(),
                other.deactivation(),
                other.failingSince(),
                known.createdAt(),
                other.updatedAt());
    }
}

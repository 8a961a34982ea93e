package sg.com.aurix.domain.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sg.com.aurix.domain.InvalidValueException;
import sg.com.aurix.domain.Requirement;
import sg.com.aurix.domain.Samples;

class WebhookTest {
    private static final Instant LATER = Samples.NOW.plusSeconds(1);

    private final Webhook webhook = Samples.webhook();

    @Requirement({"WH-1", "WH-6"})
    @Test
    void the_published_registration_sends_every_event_once() {
        assertThat(webhook.active()).isTrue();
        assertThat(webhook.delivery()).isEqualTo(DeliveryPolicy.FIRE_AND_FORGET);
        assertThat(EventType.values()).allMatch(webhook::takes);
        assertThat(webhook.deactivation()).isEmpty();
        assertThat(webhook.failingSince()).isEmpty();
        assertThat(webhook.secret()).isEqualTo(webhook.secrets().current());
        assertThat(webhook.createdAt()).isEqualTo(Samples.NOW).isEqualTo(webhook.updatedAt());
    }

    @Requirement("WH-1")
    @Test
    void it_keeps_everything_but_its_url_when_it_moves() {
        Webhook settled = settled();

        Webhook moved = settled.with(Webhook.Change.of(new WebhookUrl("https://new.example/")), LATER);

        assertThat(moved.url()).isEqualTo(new WebhookUrl("https://new.example/"));
        assertThat(moved.updatedAt()).isEqualTo(LATER);
        assertThat(moved)
                .usingRecursiveComparison()
                .ignoringFields("url", "updatedAt")
                .isEqualTo(settled);
    }

    @Test
    void a_registration_changes_what_it_names() {
        assertThat(settled())
                .usingRecursiveComparison()
                .ignoringFields("delivery", "events", "active", "updatedAt")
                .isEqualTo(webhook);
        assertThat(settled().delivery()).isEqualTo(DeliveryPolicy.RETRY);
        assertThat(settled().active()).isFalse();
        assertThat(settled().updatedAt()).isEqualTo(LATER);
    }

    @Requirement("WH-8")
    @Test
    void it_takes_the_kinds_it_is_for_while_it_is_active() {
        Webhook ofLeads = webhook.with(
                new Webhook.Change(
                        webhook.url(),
                        Optional.empty(),
                        Optional.of(EnumSet.of(EventType.LEAD_CORRELATED, EventType.LEAD_COMPLETE)),
                        Optional.empty()),
                LATER);

        assertThat(ofLeads.takes(EventType.WIDGET_CLICK)).isFalse();
        assertThat(ofLeads.takes(EventType.LEAD_CORRELATED)).isTrue();
        assertThat(ofLeads.takes(EventType.LEAD_COMPLETE)).isTrue();
        assertThat(EventType.values()).noneMatch(settled()::takes);
    }

    @Test
    void it_is_for_at_least_one_kind_of_event() {
        Webhook.Change none =
                new Webhook.Change(webhook.url(), Optional.empty(), Optional.of(Set.of()), Optional.empty());

        assertThatThrownBy(() -> webhook.with(none, LATER)).isInstanceOf(InvalidValueException.class);
    }

    @Requirement("RS-17")
    @Test
    void it_keeps_everything_but_its_secrets_when_they_are_rotated() {
        WebhookSecret fresh = WebhookSecret.mint(new Random(2));
        WebhookSecrets secrets =
                settled().secrets().rotated(fresh, LATER, Duration.ofHours(24)).orElseThrow();

        Webhook rotated = settled().with(secrets, LATER);

        assertThat(rotated.secret()).isEqualTo(fresh);
        assertThat(rotated)
                .usingRecursiveComparison()
                .ignoringFields("secrets", "updatedAt")
                .isEqualTo(settled());
    }

    /** With no setting as published. */
    private Webhook settled() {
        return webhook.with(
                new Webhook.Change(
                        webhook.url(),
                        Optional.of(DeliveryPolicy.RETRY),
                        Optional.of(EnumSet.of(EventType.LEAD_COMPLETE)),
                        Optional.of(false)),
                LATER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://your-backend.com/webhooks/aurix",
                "http://127.0.0.1:9000/hook?x=1",
                "HTTPS://[2001:db8::1]/"
            })
    void a_listener_has_an_http_address(String url) {
        assertThat(new WebhookUrl(url).uri()).hasToString(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "your-backend.com",
                "/webhooks",
                "ftp://your-backend.com",
                "https:your-backend.com",
                "https://",
                "https:///path",
                "https://exa mple.com",
                "https://example.com/\u0000",
                "https://example.com/\r\nHost: evil"
            })
    void anything_else_is_refused(String url) {
        assertThatThrownBy(() -> new WebhookUrl(url)).isInstanceOf(InvalidValueException.class);
    }
}

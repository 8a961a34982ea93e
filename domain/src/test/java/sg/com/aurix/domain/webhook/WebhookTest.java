package sg.com.aurix.domain.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sg.com.aurix.domain.InvalidValueException;
import sg.com.aurix.domain.Requirement;
import sg.com.aurix.domain.Samples;

class WebhookTest {
    @Requirement("WH-1")
    @Test
    void it_keeps_everything_but_its_url_when_it_moves() {
        Webhook webhook = Webhook.register(
                new WebhookId(new UUID(1, 3)),
                Samples.PARTNER,
                new WebhookUrl("https://your-backend.com/webhooks/aurix"),
                WebhookSecret.mint(new Random(1)),
                Samples.NOW);

        Webhook moved =
                webhook.with(Webhook.Change.of(new WebhookUrl("https://new.example/")), Samples.NOW.plusSeconds(1));

        assertThat(moved.url()).isEqualTo(new WebhookUrl("https://new.example/"));
        assertThat(moved.updatedAt()).isEqualTo(Samples.NOW.plusSeconds(1));
        assertThat(moved)
                .usingRecursiveComparison()
                .ignoringFields("url", "updatedAt")
                .isEqualTo(webhook);
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

    @Test
    void delivery_states_are_published_in_lower_case() {
        assertThat(DeliveryState.values())
                .extracting(DeliveryState::published)
                .containsExactly("pending", "delivered", "failed", "not_sent");
    }
}

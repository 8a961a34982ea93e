package sg.com.aurix.adapters.http.partnerapi.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import sg.com.aurix.application.contract.Requirement;
import sg.com.aurix.application.port.WebhookSender;
import sg.com.aurix.application.usecase.ExplainSignature;
import sg.com.aurix.application.usecase.TestWebhook;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.webhook.EventId;
import sg.com.aurix.domain.webhook.EventType;
import sg.com.aurix.domain.webhook.Webhook;
import sg.com.aurix.domain.webhook.WebhookId;
import sg.com.aurix.domain.webhook.WebhookSecret;
import sg.com.aurix.domain.webhook.WebhookUrl;

@Requirement("RS-19")
final class MaskedAnswersTest {
    private static final Instant NOW = Instant.parse("2026-01-02T11:17:02.644566Z");
    private static final String PRIVATE = "jane@example.com";

    @Test
    void the_text_of_a_webhook_tells_neither_its_secret_nor_its_address() {
        WebhookSecret secret = WebhookSecret.mint(new Random(1));
        Webhook webhook = Webhook.register(
                new WebhookId(new UUID(0, 1)),
                new PartnerId(new UUID(0, 2)),
                new WebhookUrl("https://your-backend.com/" + PRIVATE),
                secret,
                NOW);

        WebhookConfigResponse answer = WebhookConfigResponse.of(webhook, NOW);

        assertThat(answer.secret()).isEqualTo(secret.value());
        assertThat(answer.toString())
                .contains(webhook.id().toString())
                .doesNotContain(secret.value(), PRIVATE, "your-backend");
    }

    @Test
    void the_text_of_what_a_listener_said_tells_neither_where_it_is_nor_what_it_said() {
        var sent = new TestWebhook.Outcome.Sent(
                EventId.floor(NOW),
                EventType.LEAD_COMPLETE,
                Duration.ofMillis(7),
                new WebhookSender.Answer.Answered(200, PRIVATE));

        var answer = new WebhookTestResponse("https://your-backend.com/" + PRIVATE, List.of(SampleResponse.of(sent)));

        assertThat(answer.results().get(0).responseExcerpt()).isEqualTo(PRIVATE);
        assertThat(answer.toString()).contains(sent.id().published()).doesNotContain(PRIVATE, "your-backend");
    }

    @Test
    void the_text_of_an_explanation_tells_no_signature() {
        var finding =
                new ExplainSignature.Finding("x-hub-signature", Optional.of("5f2c"), false, Optional.of("Wrong."));
        var answer = SignatureResponse.of(new ExplainSignature.Explanation(
                false, Map.of("x-hub-signature", "0d2a"), List.of(finding), List.of()));

        assertThat(answer.signed()).containsValue("0d2a");
        assertThat(answer.toString()).doesNotContain("0d2a", "5f2c");
        assertThat(answer.findings().toString()).contains("x-hub-signature").doesNotContain("5f2c");
    }
}

package sg.com.aurix.adapters.http.partnerapi.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import sg.com.aurix.adapters.http.partnerapi.ListenerAnswer;
import sg.com.aurix.application.contract.Requirement;
import sg.com.aurix.application.port.Attempt;
import sg.com.aurix.application.port.EventBody;
import sg.com.aurix.application.port.OutboxEvent;
import sg.com.aurix.application.port.RecordedEvent;
import sg.com.aurix.application.port.WebhookSender;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.webhook.DeliveryState;
import sg.com.aurix.domain.webhook.EventId;
import sg.com.aurix.domain.webhook.EventType;
import sg.com.aurix.domain.webhook.Signature;
import sg.com.aurix.domain.webhook.WebhookSecret;

@Requirement("RS-19")
final class MaskedDeliveriesTest {
    private static final Instant NOW = Instant.parse("2026-01-02T11:17:02.644566Z");
    private static final String PRIVATE = "jane@example.com";

    @Test
    void the_text_of_an_event_tells_neither_its_body_nor_a_signature_nor_what_the_listener_said() {
        EventBody body = EventBody.of("{\"email\":\"" + PRIVATE + "\"}");
        OutboxEvent event =
                new OutboxEvent(EventId.floor(NOW), new PartnerId(new UUID(0, 1)), EventType.LEAD_COMPLETE, NOW, body);
        Signature signature = Signature.of(List.of(WebhookSecret.mint(new Random(1))), event.id(), NOW, body.bytes());
        Attempt attempt = new Attempt(
                event.id(),
                event.partnerId(),
                NOW,
                Duration.ofNanos(7_123_456),
                DeliveryState.DELIVERED,
                Optional.empty(),
                Optional.of(new Attempt.Sent(signature, new WebhookSender.Answer.Answered(200, PRIVATE))));

        DeliveryResponse answer = DeliveryResponse.of(
                new RecordedEvent(event, DeliveryState.DELIVERED, Optional.empty(), List.of(attempt)));

        assertThat(answer.body()).contains(PRIVATE);
        assertThat(answer.attempts().get(0).durationMs()).isEqualTo(7.123);
        assertThat(answer.attempts().get(0).responseExcerpt()).isEqualTo(PRIVATE);
        assertThat(answer + answer.attempts().toString())
                .contains(event.id().published())
                .doesNotContain(PRIVATE, signature.hub(), signature.standard());
        assertThat(ListenerAnswer.of(new WebhookSender.Answer.Answered(200, PRIVATE))
                        .toString())
                .doesNotContain(PRIVATE);
    }
}

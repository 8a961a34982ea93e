package sg.com.aurix.adapters.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import sg.com.aurix.application.contract.Requirement;
import sg.com.aurix.domain.webhook.WebhookSecret;

class WebhookSignatureTest {
    private final byte[] body = WebhookSamples.BODY.bytes();

    @Test
    @Requirement("WH-3")
    void the_published_digest_is_bare_lower_case_hex_keyed_with_the_whole_secret() {
        // Independently: printf '{"a":1}' | openssl dgst -sha256 -hmac aurix_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw
        Map<String, String> headers = headersAt(WebhookSamples.NOW, "{\"a\":1}".getBytes(StandardCharsets.UTF_8));

        assertThat(headers)
                .containsEntry("x-hub-signature", "de1edccc9f1cfff1f822c86fddfb8ded72b133d0519acaeb1ba6832032fe2ecc");
    }

    @Test
    @Requirement("WH-4")
    void the_prefixed_digest_is_the_same_behind_sha256() {
        Map<String, String> headers = headersAt(WebhookSamples.NOW, body);

        assertThat(headers.get("x-hub-signature-256")).isEqualTo("sha256=" + headers.get("x-hub-signature"));
    }

    @Test
    @Requirement("WH-4")
    void a_standard_webhooks_library_accepts_what_is_signed() throws WebhookVerificationException {
        Map<String, String> headers = headersAt(Instant.now(), body);

        verifier().verify(WebhookSamples.BODY.text(), asHttp(headers));
    }

    @Test
    @Requirement("WH-4")
    void a_standard_webhooks_library_refuses_a_changed_byte() {
        Map<String, String> headers = headersAt(Instant.now(), body);

        assertThatThrownBy(() -> verifier().verify(WebhookSamples.BODY.text() + " ", asHttp(headers)))
                .isInstanceOf(WebhookVerificationException.class);
    }

    @Test
    @Requirement("WH-4")
    void the_id_is_the_event_s_and_the_timestamp_whole_seconds() {
        Map<String, String> headers = headersAt(WebhookSamples.NOW, body);

        assertThat(headers)
                .containsEntry("webhook-id", WebhookSamples.event().id().published())
                .containsEntry("webhook-timestamp", "1767355200");
    }

    private static Map<String, String> headersAt(Instant now, byte[] signed) {
        WebhookSecret secret = WebhookSamples.SECRET;
        return WebhookSignature.headers(secret, WebhookSamples.event().id(), now, signed);
    }

    private static Webhook verifier() {
        return new Webhook("whsec_" + WebhookSamples.SECRET.value().substring("aurix_".length()));
    }

    private static Map<String, List<String>> asHttp(Map<String, String> headers) {
        return headers.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, e -> List.of(e.getValue())));
    }
}

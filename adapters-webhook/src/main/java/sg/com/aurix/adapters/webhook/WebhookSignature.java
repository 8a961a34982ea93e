package sg.com.aurix.adapters.webhook;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import sg.com.aurix.domain.webhook.EventId;
import sg.com.aurix.domain.webhook.WebhookSecret;

/** Signs the exact bytes of an event: a pure function, without clock or state (WH-3, WH-4). */
public final class WebhookSignature {
    private static final String ALGORITHM = "HmacSHA256";

    private WebhookSignature() {}

    /**
     * The signature headers of one attempt.
     *
     * <ul>
     *   <li>{@code x-hub-signature}: lower-case hex HMAC-SHA256 of the body, keyed with the UTF-8 bytes of the whole secret, without
     *       a prefix, as the published listener compares it (WH-3);
     *   <li>{@code x-hub-signature-256}: the same behind {@code sha256=}, as GitHub- and Meta-style libraries expect it (WH-4);
     *   <li>{@code webhook-id}, {@code webhook-timestamp}, {@code webhook-signature}: Standard Webhooks 1.0, keyed with the 24 decoded
     *       bytes of the secret (WH-4).
     * </ul>
     *
     * @param now the time of the attempt, of which the whole seconds are signed
     */
    public static Map<String, String> headers(WebhookSecret secret, EventId eventId, Instant now, byte[] body) {
        String hex = HexFormat.of().formatHex(hmac(secret.value().getBytes(StandardCharsets.UTF_8), body));
        String timestamp = Long.toString(now.getEpochSecond());
        String signed = eventId.published() + "." + timestamp + ".";
        byte[] standard = hmac(secret.decoded(), signed.getBytes(StandardCharsets.UTF_8), body);

        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("x-hub-signature", hex);
        headers.put("x-hub-signature-256", "sha256=" + hex);
        headers.put("webhook-id", eventId.published());
        headers.put("webhook-timestamp", timestamp);
        headers.put("webhook-signature", "v1," + Base64.getEncoder().encodeToString(standard));
        return headers;
    }

    private static byte[] hmac(byte[] key, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA256", e);
        }
    }
}

package sg.com.aurix.domain.webhook;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What one attempt to deliver an event is signed with (WH-3, WH-4): a pure function of secrets, event, time and the exact body bytes.
 *
 * @param timestamp when it was signed, in seconds since 1970
 * @param hub the published digest: lower-case hex HMAC-SHA256 of the body, keyed with the UTF-8 bytes of the whole newest secret
 * @param standard the Standard Webhooks signatures, {@code v1,<base64>} for each valid secret, the newest first, divided by spaces
 */
public record Signature(EventId eventId, long timestamp, String hub, String standard) {
    /** The header with the bare digest that the published listener compares (WH-3). */
    public static final String HUB = "x-hub-signature";
    /** The header with the same digest behind {@code sha256=}, as GitHub- and Meta-style libraries expect it (WH-4). */
    public static final String HUB_256 = "x-hub-signature-256";
    /** The Standard Webhooks header with the event's id. */
    public static final String ID = "webhook-id";
    /** The Standard Webhooks header with the time of signing. */
    public static final String TIMESTAMP = "webhook-timestamp";
    /** The Standard Webhooks header with the signatures. */
    public static final String STANDARD = "webhook-signature";

    private static final String ALGORITHM = "HmacSHA256";

    /**
     * Signs a body.
     *
     * @param secrets the valid ones, the newest first, at least one: during the overlap of a rotation each signs (RS-17)
     * @param now of which the whole seconds are signed
     */
    public static Signature of(List<WebhookSecret> secrets, EventId eventId, Instant now, byte[] body) {
        String hub = HexFormat.of().formatHex(hmac(secrets.get(0).value().getBytes(StandardCharsets.UTF_8), body));
        long timestamp = now.getEpochSecond();
        String standard = secrets.stream()
                .map(secret -> standard(secret, eventId.published(), Long.toString(timestamp), body))
                .collect(Collectors.joining(" "));
        return new Signature(eventId, timestamp, hub, standard);
    }

    /**
     * The signature of Standard Webhooks 1.0 by one secret, keyed with its 24 decoded bytes: {@code v1,<base64>}.
     *
     * @param id what stands, or is said to stand, in {@code webhook-id}
     * @param timestamp what stands, or is said to stand, in {@code webhook-timestamp}
     */
    public static String standard(WebhookSecret secret, String id, String timestamp, byte[] body) {
        byte[] before = (id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8);
        return "v1," + Base64.getEncoder().encodeToString(hmac(secret.decoded(), before, body));
    }

    /** The headers that carry it, in the order in which they are sent. */
    public Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(HUB, hub);
        headers.put(HUB_256, "sha256=" + hub);
        headers.put(ID, eventId.published());
        headers.put(TIMESTAMP, Long.toString(timestamp));
        headers.put(STANDARD, standard);
        return headers;
    }

    /** Without the signatures: with them and the body, anybody could send the event again (RS-19). */
    @Override
    public String toString() {
        return "Signature[" + eventId + ", " + timestamp + "]";
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

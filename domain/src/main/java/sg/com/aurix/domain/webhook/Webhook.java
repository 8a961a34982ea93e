package sg.com.aurix.domain.webhook;

import java.time.Instant;
import sg.com.aurix.domain.partner.PartnerId;

/**
 * The one listener of a partner (WH-1).
 *
 * @param secret made at the first registration and kept by later ones
 * @param active whether events are sent to it (WH-8)
 */
public record Webhook(
        WebhookId id,
        PartnerId partnerId,
        WebhookUrl url,
        WebhookSecret secret,
        boolean active,
        Instant createdAt,
        Instant updatedAt) {
    /** This webhook, listening elsewhere. */
    public Webhook movedTo(WebhookUrl newUrl, Instant now) {
        return new Webhook(id, partnerId, newUrl, secret, active, createdAt, now);
    }
}

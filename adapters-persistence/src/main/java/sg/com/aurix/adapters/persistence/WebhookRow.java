package sg.com.aurix.adapters.persistence;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.webhook.Webhook;
import sg.com.aurix.domain.webhook.WebhookId;
import sg.com.aurix.domain.webhook.WebhookSecret;
import sg.com.aurix.domain.webhook.WebhookUrl;

/** @param secret as the column has it; only {@link #of} and {@link #toWebhook} know what that means */
@MappedEntity("webhooks")
record WebhookRow(
        @Id UUID partnerId,
        UUID webhookId,
        String url,
        String secret,
        boolean active,
        Instant createdAt,
        Instant updatedAt) {
    static WebhookRow of(Webhook webhook) {
        return new WebhookRow(
                webhook.partnerId().value(),
                webhook.id().value(),
                webhook.url().value(),
                webhook.secret().value(),
                webhook.active(),
                webhook.createdAt(),
                webhook.updatedAt());
    }

    Webhook toWebhook() {
        return Webhook.register(
                new WebhookId(webhookId),
                new PartnerId(partnerId),
                new WebhookUrl(url),
                new WebhookSecret(secret),
                createdAt);
    }

    /** The id alone: secrets, and what stands in listeners' addresses, stay out of logs (RS-19). */
    @Override
    public String toString() {
        return "WebhookRow[webhookId=" + webhookId + "]";
    }
}

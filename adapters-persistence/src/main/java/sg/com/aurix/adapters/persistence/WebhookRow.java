package sg.com.aurix.adapters.persistence;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.webhook.Deactivation;
import sg.com.aurix.domain.webhook.DeliveryPolicy;
import sg.com.aurix.domain.webhook.EventType;
import sg.com.aurix.domain.webhook.Webhook;
import sg.com.aurix.domain.webhook.WebhookId;
import sg.com.aurix.domain.webhook.WebhookSecrets;
import sg.com.aurix.domain.webhook.WebhookUrl;

/**
 * A webhook without its secrets.
 *
 * @param delivery the policy as it is published, and so are the events and the reason
 */
record WebhookRow(
        UUID partnerId,
        UUID webhookId,
        String url,
        String delivery,
        List<String> events,
        boolean active,
        Optional<Instant> deactivatedAt,
        Optional<String> deactivatedReason,
        Optional<Instant> failingSince,
        Instant createdAt,
        Instant updatedAt) {
    static WebhookRow of(Webhook webhook) {
        return new WebhookRow(
                webhook.partnerId().value(),
                webhook.id().value(),
                webhook.url().value(),
                webhook.delivery().published(),
                webhook.events().stream().sorted().map(EventType::published).toList(),
                webhook.active(),
                webhook.deactivation().map(Deactivation::at),
                webhook.deactivation().map(Deactivation::reason).map(Deactivation.Reason::published),
                webhook.failingSince(),
                webhook.createdAt(),
                webhook.updatedAt());
    }

    static WebhookRow read(Row row) throws SQLException {
        return new WebhookRow(
                row.uuid("partner_id"),
                row.uuid("webhook_id"),
                row.text("url"),
                row.text("delivery"),
                row.texts("events"),
                row.flag("active"),
                row.optionalInstant("deactivated_at"),
                row.optionalText("deactivated_reason"),
                row.optionalInstant("failing_since"),
                row.instant("created_at"),
                row.instant("updated_at"));
    }

    Webhook toWebhook(WebhookSecrets secrets) {
        return new Webhook(
                new WebhookId(webhookId),
                new PartnerId(partnerId),
                new WebhookUrl(url),
                secrets,
                DeliveryPolicy.parse(delivery).orElseThrow(),
                types(events),
                active,
                deactivation(),
                failingSince,
                createdAt,
                updatedAt);
    }

    /** The kinds that have these published names. */
    static Set<EventType> types(List<String> published) {
        return published.stream()
                .map(name -> EventType.parse(name).orElseThrow())
                .collect(Collectors.toSet());
    }

    private Optional<Deactivation> deactivation() {
        return deactivatedReason.map(name -> new Deactivation(
                Deactivation.Reason.valueOf(name.toUpperCase(Locale.ROOT)), deactivatedAt.orElseThrow()));
    }

    /** The id alone: what stands in listeners' addresses stays out of logs (RS-19). */
    @Override
    public String toString() {
        return "WebhookRow[webhookId=" + webhookId + "]";
    }
}

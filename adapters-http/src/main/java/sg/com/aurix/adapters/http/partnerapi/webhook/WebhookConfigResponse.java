package sg.com.aurix.adapters.http.partnerapi.webhook;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sg.com.aurix.adapters.http.json.EdgeRecord;
import sg.com.aurix.application.usecase.PublishedTime;
import sg.com.aurix.domain.webhook.Deactivation;
import sg.com.aurix.domain.webhook.EventType;
import sg.com.aurix.domain.webhook.Webhook;

/**
 * A partner's webhook: the four documented keys, and further settings behind them (API-2, WH-1).
 *
 * @param events in the order of {@link EventType}
 * @param deactivatedAt like the reason {@code null} unless we ourselves stopped sending (RS-14)
 * @param failingSince since when every attempt has failed; {@code null} with fire and forget
 * @param previousSecretValidUntil {@code null} outside the overlap of a rotation (RS-17)
 */
@EdgeRecord
record WebhookConfigResponse(
        String id,
        String targetUrl,
        String secret,
        boolean isActive,
        String delivery,
        List<String> events,
        @Nullable String deactivatedAt,
        @Nullable String deactivatedReason,
        @Nullable String failingSince,
        @Nullable String previousSecretValidUntil) {
    static WebhookConfigResponse of(Webhook webhook, Instant now) {
        return new WebhookConfigResponse(
                webhook.id().toString(),
                webhook.url().value(),
                webhook.secret().value(),
                webhook.active(),
                webhook.delivery().published(),
                webhook.events().stream().sorted().map(EventType::published).toList(),
                published(webhook.deactivation().map(Deactivation::at)),
                webhook.deactivation().map(why -> why.reason().published()).orElse(null),
                published(webhook.failingSince()),
                published(webhook.secrets().previousValidUntil(now)));
    }

    private static @Nullable String published(Optional<Instant> time) {
        return time.map(PublishedTime::of).orElse(null);
    }

    /** Without the secret and the address, which may carry a token (RS-19). */
    @Override
    public String toString() {
        return "WebhookConfigResponse[" + id + "]";
    }
}

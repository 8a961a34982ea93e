package sg.com.aurix.adapters.webhook;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import sg.com.aurix.application.port.EventBody;
import sg.com.aurix.application.port.OutboxEvent;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.webhook.EventId;
import sg.com.aurix.domain.webhook.EventType;
import sg.com.aurix.domain.webhook.Signature;
import sg.com.aurix.domain.webhook.WebhookSecret;

/** Valid webhooks and events, of which tests change one thing. */
final class WebhookSamples {
    static final Instant NOW = Instant.parse("2026-01-02T12:00:00.123456Z");
    static final PartnerId PARTNER = new PartnerId(new UUID(1, 1));
    static final WebhookSecret SECRET = new WebhookSecret("aurix_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    static final EventBody BODY = EventBody.of("{\"event_type\":\"widget.click\",\"data\":{\"note\":\"grüße 👋\"}}");

    private WebhookSamples() {}

    /** The headers that carry the signature of {@link #event()}. */
    static Map<String, String> headers() {
        return Signature.of(List.of(SECRET), event().id(), NOW, BODY.bytes()).headers();
    }

    static OutboxEvent event() {
        return event(PARTNER, 3);
    }

    /** An event of its own for each partner and number. */
    static OutboxEvent event(PartnerId partner, long number) {
        long ofPartner = 1000 * partner.value().getMostSignificantBits()
                + partner.value().getLeastSignificantBits();
        EventId id = new EventId(new UUID(ofPartner, number));
        return new OutboxEvent(id, partner, EventType.WIDGET_CLICK, NOW, BODY);
    }
}

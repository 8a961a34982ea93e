package sg.com.aurix.application.port;

import java.time.Instant;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.webhook.EventId;
import sg.com.aurix.domain.webhook.EventType;

/**
 * An event ready to be sent.
 *
 * @param body the exact bytes that are stored, signed and sent (WH-3)
 */
public record OutboxEvent(EventId id, PartnerId partnerId, EventType type, Instant occurredAt, EventBody body) {}

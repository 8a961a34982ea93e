package sg.com.aurix.application.port;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.webhook.DeliveryState;
import sg.com.aurix.domain.webhook.EventId;

/**
 * One try to deliver an event, or the finding that there is nowhere to send it.
 *
 * @param startedAt when it began
 * @param took how long it lasted, by the monotonic clock
 * @param leaves the state in which it leaves the event
 * @param answer what the listener answered or why it did not; none where nothing was sent
 */
public record Attempt(
        EventId eventId,
        PartnerId partnerId,
        Instant startedAt,
        Duration took,
        DeliveryState leaves,
        Optional<WebhookSender.Answer> answer) {}

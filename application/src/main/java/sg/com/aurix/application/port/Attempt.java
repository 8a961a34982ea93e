package sg.com.aurix.application.port;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.webhook.DeliveryState;
import sg.com.aurix.domain.webhook.EventId;
import sg.com.aurix.domain.webhook.Signature;

/**
 * One try to deliver an event, or the finding that there is nowhere to send it.
 *
 * @param startedAt when it began
 * @param took how long it lasted, by the monotonic clock
 * @param leaves the state in which it leaves the event
 * @param nextAt when the event is attempted again; there just where it is left pending
 * @param sent what was sent and what came of it; none where nothing was sent
 */
public record Attempt(
        EventId eventId,
        PartnerId partnerId,
        Instant startedAt,
        Duration took,
        DeliveryState leaves,
        Optional<Instant> nextAt,
        Optional<Sent> sent) {
    public Attempt {
        if (nextAt.isPresent() != (leaves == DeliveryState.PENDING)) {
            throw new IllegalArgumentException("a pending event, and no other, has a next attempt");
        }
    }

    /** What the listener answered or why it did not. */
    public Optional<WebhookSender.Answer> answer() {
        return sent.map(Sent::answer);
    }

    /** A request that went out, by its signature, and what came of it. */
    public record Sent(Signature signature, WebhookSender.Answer answer) {}
}

package sg.com.aurix.application.usecase;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import sg.com.aurix.application.port.Attempt;
import sg.com.aurix.application.port.Outbox;
import sg.com.aurix.application.port.OutboxEvent;
import sg.com.aurix.application.port.WebhookSender;
import sg.com.aurix.application.port.WebhookSender.Answer;
import sg.com.aurix.application.port.Webhooks;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.webhook.DeliveryState;
import sg.com.aurix.domain.webhook.Webhook;

final class EventDeliverer implements DeliverEvents {
    private final Webhooks webhooks;
    private final Outbox outbox;
    private final WebhookSender sender;
    private final InstantSource clock;

    EventDeliverer(Webhooks webhooks, Outbox outbox, WebhookSender sender, InstantSource clock) {
        this.webhooks = webhooks;
        this.outbox = outbox;
        this.sender = sender;
        this.clock = clock;
    }

    @Override
    public Attempt attempt(OutboxEvent event) {
        Optional<Webhook> webhook = webhooks.of(event.partnerId()).filter(Webhook::active);
        Instant startedAt = clock.instant();
        if (webhook.isEmpty()) {
            return new Attempt(
                    event.id(), event.partnerId(), startedAt, Duration.ZERO, DeliveryState.NOT_SENT, Optional.empty());
        }
        long begin = System.nanoTime();
        Answer answer = sender.send(webhook.get(), event, startedAt);
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        return new Attempt(event.id(), event.partnerId(), startedAt, took, leaves(answer), Optional.of(answer));
    }

    /** Fire and forget: one attempt, and anything but 2xx is a failure (WH-6). */
    private static DeliveryState leaves(Answer answer) {
        boolean success = answer instanceof Answer.Answered answered && answered.isSuccess();
        return success ? DeliveryState.DELIVERED : DeliveryState.FAILED;
    }

    @Override
    public void record(List<Attempt> attempts) {
        outbox.record(attempts);
    }

    @Override
    public List<OutboxEvent> claimLeftOver(int atMost, Set<PartnerId> except) {
        return outbox.claimLeftOver(atMost, except);
    }

    @Override
    public void release(List<OutboxEvent> events) {
        outbox.release(events);
    }
}

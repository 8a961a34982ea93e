package sg.com.aurix.application.usecase;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.random.RandomGenerator;
import sg.com.aurix.application.port.OutboxEvent;
import sg.com.aurix.application.port.WebhookSender;
import sg.com.aurix.application.port.WebhookSender.Answer;
import sg.com.aurix.application.port.Webhooks;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.webhook.EventId;
import sg.com.aurix.domain.webhook.EventType;
import sg.com.aurix.domain.webhook.PartnerEvent;
import sg.com.aurix.domain.webhook.Signature;
import sg.com.aurix.domain.webhook.Webhook;

record WebhookTester(Webhooks webhooks, WebhookSender sender, InstantSource clock, RandomGenerator random)
        implements TestWebhook {
    @Override
    public Outcome send(PartnerId partnerId, EventType type) {
        return webhooks.of(partnerId)
                .map(webhook -> send(webhook, type, clock.instant()))
                .orElseGet(Outcome.NoWebhook::new);
    }

    private Outcome send(Webhook webhook, EventType type, Instant now) {
        EventId id = EventId.mint(now, random);
        PartnerEvent sample = SampleEvents.of(type, webhook.partnerId(), now);
        OutboxEvent event = new OutboxEvent(id, webhook.partnerId(), type, now, Envelope.of(id, sample));
        Map<String, String> headers = Signature.of(
                        webhook.secrets().validAt(now), id, now, event.body().bytes())
                .headers();
        headers.put(MARK, "true");
        long begin = System.nanoTime();
        Answer answer = sender.send(webhook.url(), headers, event);
        return new Outcome.Sent(id, type, Duration.ofNanos(System.nanoTime() - begin), answer);
    }
}

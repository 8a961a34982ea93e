package sg.com.aurix.application.usecase;

import java.time.Instant;
import java.util.Optional;
import sg.com.aurix.application.port.Outbox;
import sg.com.aurix.application.port.Outbox.Redelivery;
import sg.com.aurix.application.port.RecordedEvent;
import sg.com.aurix.application.port.UnitOfWork;
import sg.com.aurix.application.port.Webhooks;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.webhook.DeliveryState;
import sg.com.aurix.domain.webhook.EventId;
import sg.com.aurix.domain.webhook.Webhook;

record EventRedeliverer(UnitOfWork unitOfWork, Webhooks webhooks, Outbox outbox) implements RedeliverEvents {
    @Override
    public Outcome one(PartnerId partnerId, EventId id) {
        Optional<RecordedEvent> recorded = outbox.find(partnerId, id);
        if (recorded.isEmpty()) {
            return new Outcome.UnknownEvent();
        }
        Optional<Webhook> webhook = webhooks.of(partnerId).filter(Webhook::active);
        if (webhook.isEmpty()) {
            return new Outcome.NoActiveWebhook();
        }
        if (!webhook.get().takes(recorded.get().event().type())) {
            return new Outcome.NotTaken();
        }
        return outbox.redeliver(partnerId, id) ? new Outcome.Underway(1, false) : new Outcome.UnknownEvent();
    }

    @Override
    public Outcome many(PartnerId partnerId, Instant from, Instant to, DeliveryState state) {
        Optional<Webhook> webhook = webhooks.of(partnerId).filter(Webhook::active);
        if (webhook.isEmpty()) {
            return new Outcome.NoActiveWebhook();
        }
        Redelivery which = new Redelivery(from, to, state, webhook.get().events());
        int events = unitOfWork.run(() -> outbox.redeliver(partnerId, which, MOST_EVENTS));
        return new Outcome.Underway(events, events == MOST_EVENTS);
    }
}

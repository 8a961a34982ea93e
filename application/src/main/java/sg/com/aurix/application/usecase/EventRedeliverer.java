package sg.com.aurix.application.usecase;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import sg.com.aurix.application.port.Outbox;
import sg.com.aurix.application.port.Outbox.Redelivery;
import sg.com.aurix.application.port.RecordedEvent;
import sg.com.aurix.application.port.UnitOfWork;
import sg.com.aurix.application.port.Webhooks;
import sg.com.aurix.domain.partner.PartnerId;
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
        return switch (outbox.redeliver(partnerId, id)) {
            case DUE -> new Outcome.Underway(1, Optional.empty());
            case CLAIMED -> new Outcome.BeingAttempted();
            case UNKNOWN -> new Outcome.UnknownEvent();
        };
    }

    @Override
    public Outcome many(PartnerId partnerId, Wanted wanted) {
        Optional<Webhook> webhook = webhooks.of(partnerId).filter(Webhook::active);
        if (webhook.isEmpty()) {
            return new Outcome.NoActiveWebhook();
        }
        if (wanted.type().filter(type -> !webhook.get().takes(type)).isPresent()) {
            return new Outcome.NotTaken();
        }
        Redelivery which = new Redelivery(
                wanted.from(),
                wanted.to(),
                wanted.state(),
                wanted.type().map(Set::of).orElseGet(() -> webhook.get().events()),
                wanted.after());
        List<EventId> events = unitOfWork.run(() -> outbox.redeliver(partnerId, which, MOST_EVENTS));
        boolean full = events.size() == MOST_EVENTS;
        return new Outcome.Underway(
                events.size(), full ? Optional.of(events.get(events.size() - 1)) : Optional.empty());
    }
}

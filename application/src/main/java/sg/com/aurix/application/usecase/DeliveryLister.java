package sg.com.aurix.application.usecase;

import java.util.Optional;
import sg.com.aurix.application.port.DeliveryFilter;
import sg.com.aurix.application.port.DeliverySummary;
import sg.com.aurix.application.port.Outbox;
import sg.com.aurix.application.port.PageRequest;
import sg.com.aurix.application.port.RecordedEvent;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.webhook.EventId;

record DeliveryLister(Outbox outbox) implements ListDeliveries {
    @Override
    public Page<DeliverySummary> list(PartnerId partnerId, DeliveryFilter filter, PageRequest request) {
        return Page.read(request, wanted -> outbox.page(partnerId, filter, wanted), DeliverySummary::position);
    }

    @Override
    public Optional<RecordedEvent> find(PartnerId partnerId, EventId id) {
        return outbox.find(partnerId, id);
    }
}

package sg.com.aurix.application.usecase;

import java.util.Optional;
import sg.com.aurix.application.port.DeliveryFilter;
import sg.com.aurix.application.port.DeliverySummary;
import sg.com.aurix.application.port.PageRequest;
import sg.com.aurix.application.port.RecordedEvent;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.webhook.EventId;

/** Shows a partner what became of its events (WH-7). */
public interface ListDeliveries {
    /** A page of the partner's events, newest first. */
    Page<DeliverySummary> list(PartnerId partnerId, DeliveryFilter filter, PageRequest request);

    /** The partner's event of that id, with its body and every attempt. */
    Optional<RecordedEvent> find(PartnerId partnerId, EventId id);
}

package sg.com.aurix.adapters.http.partnerapi.delivery;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import sg.com.aurix.adapters.http.error.ApiException;
import sg.com.aurix.adapters.http.json.Envelope;
import sg.com.aurix.adapters.http.json.JsonAnswer;
import sg.com.aurix.adapters.http.partnerapi.Choice;
import sg.com.aurix.adapters.http.partnerapi.PartnerFilter;
import sg.com.aurix.adapters.http.partnerapi.page.Cursor;
import sg.com.aurix.adapters.http.partnerapi.page.LinkedPages;
import sg.com.aurix.adapters.http.partnerapi.page.PageQuery;
import sg.com.aurix.adapters.http.partnerapi.page.WantedPage;
import sg.com.aurix.application.port.DeliveryFilter;
import sg.com.aurix.application.usecase.ListDeliveries;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.webhook.EventId;

/** Shows a partner what became of its events (WH-7). */
@Controller(DeliveryController.PATH)
@Produces({MediaType.APPLICATION_JSON, JsonAnswer.PROBLEM})
@ExecuteOn(TaskExecutors.BLOCKING)
final class DeliveryController {
    static final String PATH = PartnerFilter.PREFIX + "/deliveries";

    private final ListDeliveries listDeliveries;
    private final LinkedPages pages;

    DeliveryController(ListDeliveries listDeliveries, LinkedPages pages) {
        this.listDeliveries = listDeliveries;
        this.pages = pages;
    }

    @Get
    HttpResponse<Envelope<DeliveryRow>> list(HttpRequest<?> request) {
        PageQuery query = PageQuery.of(request, Cursor.Kind.DELIVERIES);
        var status = query.condition("status", Choice.STATUS::read);
        var type = query.condition("event_type", Choice.EVENT_TYPE::read);
        WantedPage wanted = query.read();
        var page =
                listDeliveries.list(PartnerFilter.caller(request), new DeliveryFilter(status, type), wanted.request());
        return pages.answer(request, PATH, wanted, page, DeliveryRow::of);
    }

    @Get("/{event_id}")
    HttpResponse<DeliveryResponse> find(HttpRequest<?> request, @PathVariable("event_id") String eventId) {
        PartnerId partner = PartnerFilter.caller(request);
        return EventId.parse(eventId)
                .flatMap(id -> listDeliveries.find(partner, id))
                .map(DeliveryResponse::of)
                .map(JsonAnswer::ok)
                .orElseThrow(DeliveryController::unknownEvent);
    }

    /** The same for an id that nobody has, one that another partner has, and one that is none (RS-18). */
    static ApiException unknownEvent() {
        return ApiException.of(HttpStatus.NOT_FOUND, "There is no such event: GET " + PATH + " lists them.");
    }
}

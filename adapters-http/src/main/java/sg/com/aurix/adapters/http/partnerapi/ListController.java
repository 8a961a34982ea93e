package sg.com.aurix.adapters.http.partnerapi;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import sg.com.aurix.adapters.http.json.Envelope;
import sg.com.aurix.adapters.http.json.JsonAnswer;
import sg.com.aurix.adapters.http.partnerapi.page.Cursor;
import sg.com.aurix.adapters.http.partnerapi.page.LinkedPages;
import sg.com.aurix.adapters.http.partnerapi.page.PageQuery;
import sg.com.aurix.adapters.http.partnerapi.page.WantedPage;
import sg.com.aurix.application.usecase.ListAttribution;
import sg.com.aurix.application.usecase.ListLeads;

/** Lists a partner's leads and clicks, a page at a time (API-4 to API-7). */
@Controller(PartnerFilter.PREFIX)
@Produces({MediaType.APPLICATION_JSON, JsonAnswer.PROBLEM})
@ExecuteOn(TaskExecutors.BLOCKING)
final class ListController {
    private static final String LEADS = "/leads";
    private static final String ATTRIBUTION = "/attribution";

    private final ListLeads listLeads;
    private final ListAttribution listAttribution;
    private final LinkedPages pages;

    ListController(ListLeads listLeads, ListAttribution listAttribution, LinkedPages pages) {
        this.listLeads = listLeads;
        this.listAttribution = listAttribution;
        this.pages = pages;
    }

    @Get(LEADS)
    HttpResponse<Envelope<LeadResponse>> leads(HttpRequest<?> request) {
        WantedPage wanted = PageQuery.of(request, Cursor.Kind.LEADS).read();
        var page = listLeads.list(PartnerFilter.caller(request), wanted.request());
        return pages.answer(request, PartnerFilter.PREFIX + LEADS, wanted, page, LeadResponse::of);
    }

    @Get(ATTRIBUTION)
    HttpResponse<Envelope<AttributionResponse>> attribution(HttpRequest<?> request) {
        WantedPage wanted = PageQuery.of(request, Cursor.Kind.ATTRIBUTION).read();
        var page = listAttribution.list(PartnerFilter.caller(request), wanted.request());
        return pages.answer(request, PartnerFilter.PREFIX + ATTRIBUTION, wanted, page, AttributionResponse::of);
    }
}

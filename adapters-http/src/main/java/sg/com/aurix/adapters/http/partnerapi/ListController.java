package sg.com.aurix.adapters.http.partnerapi;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.function.Function;
import sg.com.aurix.adapters.http.json.Envelope;
import sg.com.aurix.adapters.http.json.JsonAnswer;
import sg.com.aurix.adapters.http.request.PublicUrl;
import sg.com.aurix.application.port.PageRequest;
import sg.com.aurix.application.usecase.ListAttribution;
import sg.com.aurix.application.usecase.ListLeads;
import sg.com.aurix.application.usecase.Page;

/** Lists a partner's leads and clicks, a page at a time (API-4 to API-7). */
@Controller(PartnerFilter.PREFIX)
@Produces({MediaType.APPLICATION_JSON, JsonAnswer.PROBLEM})
@ExecuteOn(TaskExecutors.BLOCKING)
final class ListController {
    private static final String LEADS = "/leads";
    private static final String ATTRIBUTION = "/attribution";

    private final ListLeads listLeads;
    private final ListAttribution listAttribution;
    private final PublicUrl publicUrl;

    ListController(ListLeads listLeads, ListAttribution listAttribution, PublicUrl publicUrl) {
        this.listLeads = listLeads;
        this.listAttribution = listAttribution;
        this.publicUrl = publicUrl;
    }

    @Get(LEADS)
    HttpResponse<Envelope<LeadResponse>> leads(HttpRequest<?> request) {
        PageRequest wanted = PageQuery.read(request, Cursor.Kind.LEADS);
        var page = listLeads.list(PartnerFilter.caller(request), wanted);
        return linked(request, LEADS, wanted, Cursor.Kind.LEADS, page, LeadResponse::of);
    }

    @Get(ATTRIBUTION)
    HttpResponse<Envelope<AttributionResponse>> attribution(HttpRequest<?> request) {
        PageRequest wanted = PageQuery.read(request, Cursor.Kind.ATTRIBUTION);
        var page = listAttribution.list(PartnerFilter.caller(request), wanted);
        return linked(request, ATTRIBUTION, wanted, Cursor.Kind.ATTRIBUTION, page, AttributionResponse::of);
    }

    private <R, T> HttpResponse<Envelope<T>> linked(
            HttpRequest<?> request,
            String path,
            PageRequest wanted,
            Cursor.Kind kind,
            Page<R> page,
            Function<R, T> published) {
        MutableHttpResponse<Envelope<T>> answer =
                JsonAnswer.ok(Envelope.ok(page.rows().stream().map(published).toList()));
        page.next().ifPresent(position -> {
            String next = publicUrl.of(request, PartnerFilter.PREFIX + path + PageQuery.next(wanted, kind, position));
            answer.header(HttpHeaders.LINK, "<" + next + ">; rel=\"next\"");
        });
        return answer;
    }
}

package sg.com.aurix.adapters.http.admin;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import sg.com.aurix.adapters.http.json.Envelope;
import sg.com.aurix.adapters.http.json.JsonAnswer;
import sg.com.aurix.adapters.http.json.JsonFields;
import sg.com.aurix.adapters.http.request.BodyLimit;
import sg.com.aurix.adapters.http.request.JsonRequest;
import sg.com.aurix.application.usecase.AdministerPartners;
import sg.com.aurix.domain.partner.Partner;
import sg.com.aurix.domain.partner.PartnerId;

/** Sets up partners and their API keys. */
@Controller("/admin/partners")
@Consumes(MediaType.ALL)
@Produces({MediaType.APPLICATION_JSON, JsonAnswer.PROBLEM})
@ExecuteOn(TaskExecutors.BLOCKING)
final class PartnerController {
    private final AdministerPartners administerPartners;

    PartnerController(AdministerPartners administerPartners) {
        this.administerPartners = administerPartners;
    }

    @Post
    HttpResponse<PartnerResponses.Created> add(HttpRequest<?> request) {
        OperatorFilter.requireOperator(request);
        JsonFields body = JsonRequest.read(request, BodyLimit.ADMIN);
        var name = body.required("name", Partner.NAME::check);
        String checkedName = body.complete(name);
        return JsonAnswer.created(PartnerResponses.Created.of(administerPartners.addPartner(checkedName)));
    }

    @Get
    HttpResponse<Envelope<PartnerResponses.Row>> all(HttpRequest<?> request) {
        OperatorFilter.requireOperator(request);
        return JsonAnswer.ok(Envelope.ok(administerPartners.partners().stream()
                .map(PartnerResponses.Row::of)
                .toList()));
    }

    @Get("/{id}")
    HttpResponse<PartnerResponses.Row> one(HttpRequest<?> request, @PathVariable String id) {
        OperatorFilter.requireOperator(request);
        return administerPartners
                .partner(PathIds.partner(id))
                .map(partner -> JsonAnswer.ok(PartnerResponses.Row.of(partner)))
                .orElseThrow(PathIds::unknownPartner);
    }

    @Post("/{id}/keys")
    HttpResponse<PartnerResponses.NewKey> issueKey(HttpRequest<?> request, @PathVariable String id) {
        OperatorFilter.requireOperator(request);
        JsonRequest.requireNothing(request, BodyLimit.ADMIN);
        return switch (administerPartners.issueKey(PathIds.partner(id))) {
            case AdministerPartners.KeyIssue.Issued issued ->
                JsonAnswer.created(PartnerResponses.NewKey.of(issued)).header(HttpHeaders.CACHE_CONTROL, "no-store");
            case AdministerPartners.KeyIssue.UnknownPartner unknown -> throw PathIds.unknownPartner();
            case AdministerPartners.KeyIssue.KeyTaken taken ->
                throw new IllegalStateException("256 random bits were drawn twice");
        };
    }

    @Get("/{id}/keys")
    HttpResponse<Envelope<PartnerResponses.KeyRow>> keys(HttpRequest<?> request, @PathVariable String id) {
        OperatorFilter.requireOperator(request);
        return administerPartners
                .keys(PathIds.partner(id))
                .map(keys -> JsonAnswer.ok(Envelope.ok(
                        keys.stream().map(PartnerResponses.KeyRow::of).toList())))
                .orElseThrow(PathIds::unknownPartner);
    }

    @Delete("/{id}/keys/{keyId}")
    HttpResponse<?> revokeKey(HttpRequest<?> request, @PathVariable String id, @PathVariable String keyId) {
        OperatorFilter.requireOperator(request);
        PartnerId partner = PathIds.partner(id);
        return switch (administerPartners.revokeKey(partner, PathIds.key(keyId))) {
            case AdministerPartners.KeyRevocation.Revoked revoked -> HttpResponse.noContent();
            case AdministerPartners.KeyRevocation.UnknownKey unknown -> throw PathIds.unknownKey();
        };
    }
}

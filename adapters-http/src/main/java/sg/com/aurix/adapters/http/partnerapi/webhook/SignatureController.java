package sg.com.aurix.adapters.http.partnerapi.webhook;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.nio.charset.StandardCharsets;
import sg.com.aurix.adapters.http.json.JsonAnswer;
import sg.com.aurix.adapters.http.json.JsonFields;
import sg.com.aurix.adapters.http.partnerapi.PartnerFilter;
import sg.com.aurix.adapters.http.request.BodyLimit;
import sg.com.aurix.adapters.http.request.JsonRequest;
import sg.com.aurix.application.usecase.ExplainSignature;
import sg.com.aurix.domain.partner.PartnerId;

/** Explains to a partner why the signature of what its listener received does or does not verify. */
@Controller(WebhookConfigController.PATH + "/verify")
@Consumes(MediaType.ALL)
@Produces({MediaType.APPLICATION_JSON, JsonAnswer.PROBLEM})
@ExecuteOn(TaskExecutors.BLOCKING)
final class SignatureController {
    private final ExplainSignature explainSignature;

    SignatureController(ExplainSignature explainSignature) {
        this.explainSignature = explainSignature;
    }

    @Post
    HttpResponse<SignatureResponse> verify(HttpRequest<?> request) {
        PartnerId partner = PartnerFilter.caller(request);
        JsonFields fields = JsonRequest.read(request, BodyLimit.RECEIVED_EVENT);
        var body = fields.required("body", text -> text.getBytes(StandardCharsets.UTF_8));
        var headers = fields.requiredStrings("headers");
        return fields.complete(() -> explainSignature.explain(partner, body.get(), headers.get()))
                .map(SignatureResponse::of)
                .map(JsonAnswer::ok)
                .orElseThrow(WebhookConfigController::noWebhook);
    }
}

package sg.com.aurix.adapters.http.partnerapi;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.function.Function;
import sg.com.aurix.adapters.http.error.ApiException;
import sg.com.aurix.adapters.http.json.JsonAnswer;
import sg.com.aurix.adapters.http.json.JsonFields;
import sg.com.aurix.adapters.http.request.BodyLimit;
import sg.com.aurix.adapters.http.request.JsonRequest;
import sg.com.aurix.application.usecase.ConfigureWebhook;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.webhook.Webhook;

/** Registers a partner's webhook and reads it back (WH-1). */
@Controller(PartnerFilter.PREFIX + "/webhook-config")
@Consumes(MediaType.ALL)
@Produces({MediaType.APPLICATION_JSON, JsonAnswer.PROBLEM})
@ExecuteOn(TaskExecutors.BLOCKING)
final class WebhookConfigController {
    private final ConfigureWebhook configureWebhook;

    WebhookConfigController(ConfigureWebhook configureWebhook) {
        this.configureWebhook = configureWebhook;
    }

    @Put
    HttpResponse<WebhookConfigResponse> register(HttpRequest<?> request) {
        PartnerId partner = PartnerFilter.caller(request);
        JsonFields body = JsonRequest.read(request, BodyLimit.PARTNER);
        var url = body.required("url", Function.identity());
        return switch (body.complete(() -> configureWebhook.register(partner, url.get()))) {
            case ConfigureWebhook.Outcome.Registered(Webhook webhook) -> answer(webhook);
            case ConfigureWebhook.Outcome.Refused(String reason) -> throw ApiException.badRequest("url", reason);
        };
    }

    @Get
    HttpResponse<WebhookConfigResponse> current(HttpRequest<?> request) {
        return configureWebhook
                .current(PartnerFilter.caller(request))
                .map(WebhookConfigController::answer)
                .orElseThrow(() -> ApiException.of(
                        HttpStatus.NOT_FOUND, "There is no webhook yet: register one with PUT {\"url\": ...}."));
    }

    private static HttpResponse<WebhookConfigResponse> answer(Webhook webhook) {
        return JsonAnswer.ok(WebhookConfigResponse.of(webhook)).header(HttpHeaders.CACHE_CONTROL, "no-store");
    }
}

package sg.com.aurix.adapters.http.partnerapi.webhook;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import sg.com.aurix.adapters.http.error.ApiException;
import sg.com.aurix.adapters.http.json.JsonAnswer;
import sg.com.aurix.adapters.http.json.JsonFields;
import sg.com.aurix.adapters.http.partnerapi.Choice;
import sg.com.aurix.adapters.http.partnerapi.PartnerFilter;
import sg.com.aurix.adapters.http.request.BodyLimit;
import sg.com.aurix.adapters.http.request.JsonRequest;
import sg.com.aurix.application.usecase.ConfigureWebhook;
import sg.com.aurix.application.usecase.ConfigureWebhook.Registration;
import sg.com.aurix.domain.InvalidValueException;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.webhook.EventType;
import sg.com.aurix.domain.webhook.Webhook;

/** Registers a partner's webhook, reads it back and gives it a new secret (WH-1, RS-17). */
@Controller(WebhookConfigController.PATH)
@Consumes(MediaType.ALL)
@Produces({MediaType.APPLICATION_JSON, JsonAnswer.PROBLEM})
@ExecuteOn(TaskExecutors.BLOCKING)
final class WebhookConfigController {
    static final String PATH = PartnerFilter.PREFIX + "/webhook-config";

    private static final int STANDARD_OVERLAP_HOURS = 24;
    private static final int LONGEST_OVERLAP_HOURS = 30 * 24;

    private final ConfigureWebhook configureWebhook;
    private final InstantSource clock;

    WebhookConfigController(ConfigureWebhook configureWebhook, InstantSource clock) {
        this.configureWebhook = configureWebhook;
        this.clock = clock;
    }

    @Put
    HttpResponse<WebhookConfigResponse> register(HttpRequest<?> request) {
        PartnerId partner = PartnerFilter.caller(request);
        Registration registration = registration(JsonRequest.read(request, BodyLimit.PARTNER));
        return switch (configureWebhook.register(partner, registration)) {
            case ConfigureWebhook.Outcome.Registered(Webhook webhook) -> answer(webhook);
            case ConfigureWebhook.Outcome.Refused(String reason) -> throw ApiException.badRequest("url", reason);
        };
    }

    /** What is not named stays as it is. */
    private static Registration registration(JsonFields body) {
        body.refuseNull("delivery", "events", "is_active");
        var url = body.required("url", Function.identity());
        var delivery = body.optional("delivery", Choice.DELIVERY::read);
        var events = body.optionalStrings("events", Choice.EVENT_TYPE::read, WebhookConfigController::atLeastOne);
        var active = body.optionalFlag("is_active");
        return body.complete(() -> new Registration(url.get(), delivery.get(), events.get(), active.get()));
    }

    private static Set<EventType> atLeastOne(List<EventType> events) {
        if (events.isEmpty()) {
            throw new InvalidValueException("must name at least one of " + Choice.EVENT_TYPE.names()
                    + ": to receive nothing, send \"is_active\": false");
        }
        return EnumSet.copyOf(events);
    }

    @Get
    HttpResponse<WebhookConfigResponse> current(HttpRequest<?> request) {
        return configureWebhook
                .current(PartnerFilter.caller(request))
                .map(this::answer)
                .orElseThrow(WebhookConfigController::noWebhook);
    }

    @Post("/rotate-secret")
    HttpResponse<WebhookConfigResponse> rotateSecret(HttpRequest<?> request) {
        PartnerId partner = PartnerFilter.caller(request);
        JsonFields body = JsonRequest.readIfAny(request, BodyLimit.PARTNER);
        var hours = body.optionalWhole("overlap_hours", 0, LONGEST_OVERLAP_HOURS);
        Duration overlap = Duration.ofHours(body.complete(hours).orElse(STANDARD_OVERLAP_HOURS));
        return switch (configureWebhook.rotateSecret(partner, overlap)) {
            case ConfigureWebhook.Rotation.Rotated(Webhook webhook) -> answer(webhook);
            case ConfigureWebhook.Rotation.NoWebhook none -> throw noWebhook();
            case ConfigureWebhook.Rotation.TooManySecrets tooMany ->
                throw ApiException.of(
                        HttpStatus.CONFLICT,
                        "So many replaced secrets still count that no more fit: send \"overlap_hours\": 0, or wait"
                                + " until one of them counts no more.");
        };
    }

    private HttpResponse<WebhookConfigResponse> answer(Webhook webhook) {
        return JsonAnswer.ok(WebhookConfigResponse.of(webhook, clock.instant()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    static ApiException noWebhook() {
        return ApiException.of(HttpStatus.NOT_FOUND, "There is no webhook yet: register one with PUT {\"url\": ...}.");
    }
}

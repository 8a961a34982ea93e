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
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import sg.com.aurix.adapters.http.json.JsonAnswer;
import sg.com.aurix.adapters.http.json.JsonFields;
import sg.com.aurix.adapters.http.partnerapi.Choice;
import sg.com.aurix.adapters.http.partnerapi.PartnerFilter;
import sg.com.aurix.adapters.http.request.BodyLimit;
import sg.com.aurix.adapters.http.request.JsonRequest;
import sg.com.aurix.application.usecase.ConfigureWebhook;
import sg.com.aurix.application.usecase.TestWebhook;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.webhook.EventType;
import sg.com.aurix.domain.webhook.Webhook;

/** Sends a partner's listener sample events and answers with what it said. */
@Controller(WebhookConfigController.PATH + "/test")
@Consumes(MediaType.ALL)
@Produces({MediaType.APPLICATION_JSON, JsonAnswer.PROBLEM})
@ExecuteOn(TaskExecutors.BLOCKING)
final class WebhookTestController {
    private final ConfigureWebhook configureWebhook;
    private final TestWebhook testWebhook;

    WebhookTestController(ConfigureWebhook configureWebhook, TestWebhook testWebhook) {
        this.configureWebhook = configureWebhook;
        this.testWebhook = testWebhook;
    }

    @Post
    HttpResponse<WebhookTestResponse> test(HttpRequest<?> request) {
        PartnerId partner = PartnerFilter.caller(request);
        JsonFields body = JsonRequest.readIfAny(request, BodyLimit.PARTNER);
        var type = body.optional("event_type", Choice.EVENT_TYPE::read);
        List<EventType> types = body.complete(type).map(List::of).orElseGet(() -> List.of(EventType.values()));
        Webhook webhook = configureWebhook.current(partner).orElseThrow(WebhookConfigController::noWebhook);
        return JsonAnswer.ok(new WebhookTestResponse(webhook.url().value(), send(partner, types)));
    }

    /** All at the same time, so that together they take no longer than one. */
    private List<SampleResponse> send(PartnerId partner, List<EventType> types) {
        try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<SampleResponse>> sending = types.stream()
                    .map(type -> CompletableFuture.supplyAsync(() -> send(partner, type), each))
                    .toList();
            return sending.stream().map(CompletableFuture::join).toList();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException thrown ? thrown : e;
        }
    }

    private SampleResponse send(PartnerId partner, EventType type) {
        return switch (testWebhook.send(partner, type)) {
            case TestWebhook.Outcome.Sent sent -> SampleResponse.of(sent);
            case TestWebhook.Outcome.NoWebhook none -> throw WebhookConfigController.noWebhook();
        };
    }
}

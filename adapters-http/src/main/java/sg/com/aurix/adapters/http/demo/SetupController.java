package sg.com.aurix.adapters.http.demo;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import sg.com.aurix.adapters.http.json.JsonAnswer;
import sg.com.aurix.application.usecase.ConfigureWebhook;

/** Tells the demo's page whom it is played with, which the sandbox prints as well. */
@Controller("/demo/setup")
@Produces({MediaType.APPLICATION_JSON, JsonAnswer.PROBLEM})
@ExecuteOn(TaskExecutors.BLOCKING)
@Requires(beans = DemoSettings.class)
final class SetupController {
    private final DemoSettings settings;
    private final OwnAddress ownAddress;
    private final ConfigureWebhook configureWebhook;

    SetupController(DemoSettings settings, OwnAddress ownAddress, ConfigureWebhook configureWebhook) {
        this.settings = settings;
        this.ownAddress = ownAddress;
        this.configureWebhook = configureWebhook;
    }

    @Get
    HttpResponse<SetupResponse> setup() {
        SetupResponse setup = SetupResponse.of(
                settings,
                ownAddress.of(ListenerController.PATH),
                configureWebhook.current(settings.channel().partnerId()));
        return JsonAnswer.ok(setup).header(HttpHeaders.CACHE_CONTROL, "no-store");
    }
}

package sg.com.aurix.adapters.http.demo;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import sg.com.aurix.adapters.http.json.JsonAnswer;

/** Tells the demo's page whom it is played with, which the sandbox prints as well. */
@Controller("/demo/setup")
@Produces({MediaType.APPLICATION_JSON, JsonAnswer.PROBLEM})
@Requires(beans = DemoSettings.class)
final class SetupController {
    private final DemoSettings settings;
    private final OwnAddress ownAddress;

    SetupController(DemoSettings settings, OwnAddress ownAddress) {
        this.settings = settings;
        this.ownAddress = ownAddress;
    }

    @Get
    HttpResponse<SetupResponse> setup() {
        SetupResponse setup = SetupResponse.of(settings, ownAddress.of(ListenerController.PATH));
        return JsonAnswer.ok(setup).header(HttpHeaders.CACHE_CONTROL, "no-store");
    }
}

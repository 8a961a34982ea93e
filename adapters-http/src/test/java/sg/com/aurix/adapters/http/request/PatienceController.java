package sg.com.aurix.adapters.http.request;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Duration;

/** Reads bodies as every surface does, with less patience. */
@Controller("/patience")
@Consumes(MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class PatienceController {
    static final Duration DEADLINE = Duration.ofMillis(500);

    @Post
    String length(HttpRequest<?> request) {
        return "read " + RequestBody.read(request, BodyLimit.WIDGET, DEADLINE).length;
    }

    @Post("/long")
    String lengthAtLeisure(HttpRequest<?> request) {
        return "read " + RequestBody.read(request, BodyLimit.WIDGET, Duration.ofSeconds(30)).length;
    }
}

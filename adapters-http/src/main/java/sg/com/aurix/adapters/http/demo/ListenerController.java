package sg.com.aurix.adapters.http.demo;

import io.micronaut.context.annotation.Requires;
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
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import sg.com.aurix.adapters.http.error.ApiException;
import sg.com.aurix.adapters.http.json.Envelope;
import sg.com.aurix.adapters.http.json.JsonAnswer;
import sg.com.aurix.adapters.http.json.JsonFields;
import sg.com.aurix.adapters.http.json.StrictJson;
import sg.com.aurix.adapters.http.request.BodyLimit;
import sg.com.aurix.adapters.http.request.RequestBody;
import sg.com.aurix.application.usecase.ExplainSignature;
import sg.com.aurix.domain.TextRule;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.webhook.Signature;

/** The partner's listener, built in: keeps the events whose signature verifies, and shows them. */
@Controller(ListenerController.PATH)
@Consumes(MediaType.ALL)
@Produces({MediaType.APPLICATION_JSON, JsonAnswer.PROBLEM})
@ExecuteOn(TaskExecutors.BLOCKING)
@Requires(beans = DemoSettings.class)
final class ListenerController {
    static final String PATH = "/demo/listener";

    private static final List<String> SIGNATURE_HEADERS =
            List.of(Signature.HUB, Signature.HUB_256, Signature.ID, Signature.TIMESTAMP, Signature.STANDARD);
    private static final String AFTER = "after";
    private static final Pattern WHOLE_NUMBER = Pattern.compile("[0-9]{1,18}");
    private static final TextRule WORD = TextRule.line(200);

    private final PartnerId partner;
    private final ExplainSignature explainSignature;
    private final HeardEvents heardEvents;
    private final InstantSource clock;

    ListenerController(
            DemoSettings settings, ExplainSignature explainSignature, HeardEvents heardEvents, InstantSource clock) {
        this.partner = settings.channel().partnerId();
        this.explainSignature = explainSignature;
        this.heardEvents = heardEvents;
        this.clock = clock;
    }

    /** Hears an event. */
    @Post
    HttpResponse<?> hear(HttpRequest<?> request) {
        Instant receivedAt = clock.instant();
        Map<String, String> headers = signatureHeaders(request);
        // Strangers get no memory for a body that cannot be ours (RS-21).
        if (headers.isEmpty()) {
            throw unsigned();
        }
        byte[] body = RequestBody.read(request, BodyLimit.RECEIVED_EVENT);
        if (!explainSignature
                .explain(partner, body, headers)
                .map(ExplainSignature.Explanation::valid)
                .orElse(false)) {
            throw unsigned();
        }
        JsonFields event = JsonFields.of(StrictJson.object(body));
        var id = event.required("event_id", WORD::check);
        var type = event.required("event_type", WORD::check);
        String text = new String(body, StandardCharsets.UTF_8);
        heardEvents.keep(event.complete(() -> new HeardEvent(receivedAt, id.get(), type.get(), headers, text)));
        return HttpResponse.noContent();
    }

    /** What was heard, oldest first. */
    @Get("/events")
    HttpResponse<Envelope<HeardEventResponse>> events(HttpRequest<?> request) {
        List<HeardEventResponse> events = heardEvents.after(after(request)).stream()
                .map(HeardEventResponse::of)
                .toList();
        return JsonAnswer.ok(Envelope.ok(events)).header(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    private static long after(HttpRequest<?> request) {
        List<String> given = request.getParameters().getAll(AFTER);
        if (given.isEmpty()) {
            return 0;
        }
        if (given.size() > 1) {
            throw ApiException.badRequest(AFTER, "must be given only once");
        }
        if (!WHOLE_NUMBER.matcher(given.get(0)).matches()) {
            throw ApiException.badRequest(AFTER, "must be the seq of an event, or 0");
        }
        return Long.parseLong(given.get(0));
    }

    private static Map<String, String> signatureHeaders(HttpRequest<?> request) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String name : SIGNATURE_HEADERS) {
            List<String> lines = request.getHeaders().getAll(name);
            if (!lines.isEmpty()) {
                headers.put(name, String.join(", ", lines));
            }
        }
        return headers;
    }

    private static ApiException unsigned() {
        return ApiException.of(
                HttpStatus.UNAUTHORIZED,
                "Sign the body with the secret of the demo partner's webhook, as every event of ours is signed.");
    }
}

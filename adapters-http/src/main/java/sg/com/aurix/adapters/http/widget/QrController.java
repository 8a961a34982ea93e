package sg.com.aurix.adapters.http.widget;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import sg.com.aurix.adapters.http.error.ApiException;
import sg.com.aurix.adapters.http.error.FieldError;
import sg.com.aurix.application.usecase.RepeatHandOff;
import sg.com.aurix.domain.InvalidValueException;
import sg.com.aurix.domain.partner.WidgetToken;
import sg.com.aurix.domain.tracking.CorrelationId;

/**
 * Draws the hand-off of a session as a QR code, so that a visitor at a desktop goes on by phone with the same correlation id.
 *
 * <p>Draws links to our own channels and nothing else: it is no QR service that somebody could lead others astray with.
 */
@Controller("/widget/qr.svg")
@Produces(MediaType.ALL) // a browser asks for an image or for anything
@ExecuteOn(TaskExecutors.BLOCKING)
final class QrController {
    private static final MediaType SVG = MediaType.of("image/svg+xml");
    private static final String TOKEN = "token";
    private static final String CORRELATION_ID = "correlation_id";

    private final RepeatHandOff repeatHandOff;

    QrController(RepeatHandOff repeatHandOff) {
        this.repeatHandOff = repeatHandOff;
    }

    @Get
    HttpResponse<String> draw(
            @QueryValue(TOKEN) @Nullable String token, @QueryValue(CORRELATION_ID) @Nullable String correlationId) {
        if (token == null || correlationId == null) {
            throw missing(token, correlationId);
        }
        WidgetToken widgetToken = known(WidgetToken::new, token, Refusals::unknownToken);
        CorrelationId id = known(CorrelationId::new, correlationId, Refusals::unknownSession);
        return switch (repeatHandOff.repeat(widgetToken, id)) {
            case RepeatHandOff.Outcome.Repeated repeated -> drawn(QrCodes.svg(repeated));
            case RepeatHandOff.Outcome.UnknownToken unknown -> throw Refusals.unknownToken();
            case RepeatHandOff.Outcome.UnknownSession unknown -> throw Refusals.unknownSession();
            case RepeatHandOff.Outcome.ChannelOff off -> throw Refusals.channelOff();
        };
    }

    private static HttpResponse<String> drawn(String svg) {
        return HttpResponse.ok(svg)
                .contentType(SVG)
                // The visitor's own, and the same until the operator changes the channel's message.
                .header(HttpHeaders.CACHE_CONTROL, "private, max-age=3600")
                .header("Cross-Origin-Resource-Policy", "cross-origin")
                .header("X-Content-Type-Options", "nosniff");
    }

    private static ApiException missing(@Nullable String token, @Nullable String correlationId) {
        List<FieldError> missing = new ArrayList<>();
        if (token == null) {
            missing.add(FieldError.of(TOKEN, "is missing"));
        }
        if (correlationId == null) {
            missing.add(FieldError.of(CORRELATION_ID, "is missing"));
        }
        return ApiException.badRequest(missing);
    }

    /** What has not even the form of an id is an unknown one. */
    private static <T> T known(Function<String, T> reader, String written, Supplier<ApiException> otherwise) {
        try {
            return reader.apply(written);
        } catch (InvalidValueException e) {
            throw otherwise.get();
        }
    }
}

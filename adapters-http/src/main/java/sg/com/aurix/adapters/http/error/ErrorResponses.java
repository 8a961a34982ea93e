package sg.com.aurix.adapters.http.error;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.micronaut.core.convert.exceptions.ConversionErrorException;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.micronaut.web.router.exceptions.UnsatisfiedRouteException;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes every error answer, the framework's own included (API-3).
 *
 * <p>What the framework says of an error is never passed on: it may hold parts of the request or of an exception (RS-19). The
 * status alone decides the message.
 */
@Singleton
public final class ErrorResponses implements ErrorResponseProcessor<byte[]> {
    // Its own, so that no setting of the server's mapper changes the shape of errors.
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** The answer to that request for an error thrown by a surface. */
    public MutableHttpResponse<byte[]> respond(HttpRequest<?> request, ApiException error) {
        MutableHttpResponse<byte[]> response =
                write(HttpResponse.status(error.status()), request, error.status(), error.message(), error.errors());
        error.headers().forEach(response::header);
        return response;
    }

    @Override
    public MutableHttpResponse<byte[]> processResponse(ErrorContext context, MutableHttpResponse<?> response) {
        HttpRequest<?> request = context.getRequest();
        HttpStatus status = statusOf(request, response.status());
        List<FieldError> errors = argumentAtFault(context)
                .map(argument -> List.of(FieldError.of(argument.getName(), "is missing or has the wrong form")))
                .orElse(List.of());
        return write(response.status(status), request, status, StandardMessage.of(status, response), errors);
    }

    private static MutableHttpResponse<byte[]> write(
            MutableHttpResponse<?> response,
            HttpRequest<?> request,
            HttpStatus status,
            String message,
            List<FieldError> errors) {
        ErrorFormat format = ErrorFormat.preferredBy(request);
        ErrorBody body =
                switch (format) {
                    case DOCUMENTED -> new ErrorBody.Documented(status.getCode(), message, errors);
                    case PROBLEM -> ErrorBody.Problem.of(status, message, errors);
                };
        return response.contentType(format.mediaType()).body(json(body));
    }

    private static byte[] json(ErrorBody body) {
        try {
            return JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("records of texts and numbers can always be written", e);
        }
    }

    /** Netty knows what was too long; Micronaut calls all of it a body. */
    private static HttpStatus statusOf(HttpRequest<?> request, HttpStatus said) {
        if (!(request instanceof NettyHttpRequest<?> netty)) {
            return said;
        }
        @Nullable Throwable broken = netty.getNativeRequest().decoderResult().cause();
        if (broken instanceof TooLongHttpLineException) {
            return HttpStatus.REQUEST_URI_TOO_LONG;
        }
        return broken instanceof TooLongHttpHeaderException ? HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE : said;
    }

    private static Optional<Argument<?>> argumentAtFault(ErrorContext context) {
        Throwable cause = context.getRootCause().orElse(null);
        if (cause instanceof UnsatisfiedRouteException unsatisfied) {
            return Optional.of(unsatisfied.getArgument());
        }
        return cause instanceof ConversionErrorException conversion
                ? Optional.of(conversion.getArgument())
                : Optional.empty();
    }
}

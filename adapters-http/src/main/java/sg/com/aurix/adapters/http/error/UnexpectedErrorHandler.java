package sg.com.aurix.adapters.http.error;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import java.io.EOFException;
import java.nio.channels.ClosedChannelException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers 500 without details for everything that nobody expected, and leaves behind where it happened. */
@Singleton
final class UnexpectedErrorHandler implements ExceptionHandler<Throwable, HttpResponse<?>> {
    private static final Logger LOG = LoggerFactory.getLogger(UnexpectedErrorHandler.class);

    private final ErrorResponses responses;

    UnexpectedErrorHandler(ErrorResponses responses) {
        this.responses = responses;
    }

    @Override
    @SuppressWarnings("rawtypes") // as the interface has it
    public HttpResponse<?> handle(HttpRequest request, Throwable exception) {
        if (exception instanceof ClosedChannelException || exception instanceof EOFException) {
            // The caller hung up: nobody will read the answer.
            LOG.debug("A caller went away: {}", exception.getClass().getName());
            return responses.respond(
                    request, ApiException.of(HttpStatus.BAD_REQUEST, "The request ended early: send it again."));
        }
        LOG.error("Answered 500 because of {}", WithoutMessages.trace(exception));
        return responses.respond(
                request,
                ApiException.of(
                        HttpStatus.INTERNAL_SERVER_ERROR,
                        "Something went wrong on our side, and we have a record of it: send the request again later."));
    }
}

package sg.com.aurix.adapters.http.error;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sg.com.aurix.application.port.StoreUnavailableException;

/**
 * Asks callers to come back when the store does not answer (RS-7). Whether their change was kept cannot be told: the store may have
 * committed it and then not been able to say so.
 */
@Singleton
final class StoreUnavailableHandler implements ExceptionHandler<StoreUnavailableException, HttpResponse<?>> {
    /** The store is expected back within ten seconds of its return (RS-7). */
    private static final String RETRY_AFTER_SECONDS = "10";

    private static final Logger LOG = LoggerFactory.getLogger(StoreUnavailableHandler.class);

    private final ErrorResponses responses;

    StoreUnavailableHandler(ErrorResponses responses) {
        this.responses = responses;
    }

    @Override
    @SuppressWarnings("rawtypes") // as the interface has it
    public HttpResponse<?> handle(HttpRequest request, StoreUnavailableException exception) {
        // Its message is free of private data by contract; its cause's is not.
        LOG.warn("Answered 503: {}", exception.getMessage());
        ApiException unavailable = ApiException.of(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "The store does not answer, so a change may or may not have been kept: send the request again"
                                + " in "
                                + RETRY_AFTER_SECONDS + " seconds.")
                .withHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        return responses.respond(request, unavailable);
    }
}

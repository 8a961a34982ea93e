package sg.com.aurix.adapters.http.error;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;

/** What to do about an error of which only the status is known. */
final class StandardMessage {
    private StandardMessage() {}

    /** @param response the answer so far, whose headers may say more */
    static String of(HttpStatus status, HttpResponse<?> response) {
        return switch (status) {
            case BAD_REQUEST -> "The request is malformed: correct it and send it again.";
            case UNAUTHORIZED -> "Send valid credentials in the Authorization header.";
            case FORBIDDEN -> "This is not allowed.";
            case NOT_FOUND -> "There is nothing at this address: /openapi describes every call there is.";
            case METHOD_NOT_ALLOWED -> "Use one of the methods that the Allow header names" + allowed(response) + ".";
            case NOT_ACCEPTABLE -> "Answers are JSON: send Accept: application/json, or no Accept header.";
            case REQUEST_TIMEOUT -> "The request took too long to arrive: send it again.";
            case REQUEST_ENTITY_TOO_LARGE -> "The request body is too large: send less.";
            case REQUEST_URI_TOO_LONG -> "The URL is too long: shorten its query.";
            case UNSUPPORTED_MEDIA_TYPE -> "Send the body as Content-Type: application/json.";
            case EXPECTATION_FAILED -> "Send the request without that Expect header.";
            case TOO_MANY_REQUESTS ->
                "Too many requests: wait as long as the Retry-After header says, then send it again.";
            case REQUEST_HEADER_FIELDS_TOO_LARGE -> "The request headers are too large: send less.";
            case SERVICE_UNAVAILABLE ->
                "This cannot be done at the moment: wait as long as the Retry-After header says, then send it"
                        + " again.";
            default ->
                status.getCode() < 500
                        ? "The request cannot be answered: correct it and send it again."
                        : "Something went wrong on our side: send the request again later.";
        };
    }

    private static String allowed(HttpResponse<?> response) {
        var methods = response.getHeaders().getAll(HttpHeaders.ALLOW);
        return methods.isEmpty() ? "" : ": " + String.join(", ", methods);
    }
}

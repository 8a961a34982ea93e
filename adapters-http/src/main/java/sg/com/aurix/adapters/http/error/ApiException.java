package sg.com.aurix.adapters.http.error;

import io.micronaut.http.HttpStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Thrown by a surface to answer with an error; {@link ErrorResponses} writes it (API-3). */
public final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final HttpStatus status;
    private final transient List<FieldError> errors;
    private final transient Map<String, String> headers;

    private ApiException(HttpStatus status, String message, List<FieldError> errors, Map<String, String> headers) {
        // An expected answer: where it was thrown interests nobody, and traces are costly under attack.
        super(message, null, false, false);
        this.status = status;
        this.errors = List.copyOf(errors);
        this.headers = Map.copyOf(headers);
    }

    /**
     * An error of that status that is not about fields.
     *
     * @param message what to do about it, in a whole sentence without private data (RS-19)
     */
    public static ApiException of(HttpStatus status, String message) {
        return new ApiException(status, message, List.of(), Map.of());
    }

    /** A 400 that names the fields at fault, of which there is at least one. */
    public static ApiException badRequest(List<FieldError> errors) {
        return fields(HttpStatus.BAD_REQUEST, errors);
    }

    /** A 400 for one field; see {@link FieldError#of}. */
    public static ApiException badRequest(String field, String expected) {
        return badRequest(List.of(FieldError.of(field, expected)));
    }

    /** An error of that status that names the fields at fault, of which there is at least one. */
    public static ApiException fields(HttpStatus status, List<FieldError> errors) {
        String message = errors.size() == 1
                ? errors.get(0).message() + "."
                : "Correct these fields: "
                        + errors.stream().map(FieldError::field).distinct().collect(Collectors.joining(", ")) + ".";
        return new ApiException(status, message, errors, Map.of());
    }

    /** This error with one more response header. */
    public ApiException withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new ApiException(status, message(), errors, more);
    }

    /** The HTTP status, 400 to 599. */
    public HttpStatus status() {
        return status;
    }

    /** What to do about it. */
    public String message() {
        return String.valueOf(getMessage());
    }

    /** The fields at fault; empty where it is not about fields. */
    public List<FieldError> errors() {
        return errors;
    }

    /** Further response headers. */
    public Map<String, String> headers() {
        return headers;
    }
}

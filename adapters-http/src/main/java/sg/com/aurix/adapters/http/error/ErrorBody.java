package sg.com.aurix.adapters.http.error;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.micronaut.http.HttpStatus;
import java.util.List;

/** The two wire forms of an error (API-3): the documented body, and the same facts as RFC 9457. */
sealed interface ErrorBody {
    /** {@code application/json}. */
    @JsonPropertyOrder({"status", "message", "errors"})
    record Documented(
            int status,
            String message,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FieldError> errors) implements ErrorBody {}

    /**
     * {@code application/problem+json}.
     *
     * @param type always {@code about:blank}: the status says what kind of problem it is (RFC 9457, 4.2.1)
     */
    @JsonPropertyOrder({"type", "title", "status", "detail", "errors"})
    record Problem(
            String type,
            String title,
            int status,
            String detail,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FieldError> errors)
            implements ErrorBody {
        static Problem of(HttpStatus status, String detail, List<FieldError> errors) {
            return new Problem("about:blank", status.getReason(), status.getCode(), detail, errors);
        }
    }
}

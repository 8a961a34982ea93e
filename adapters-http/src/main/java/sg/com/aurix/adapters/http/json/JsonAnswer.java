package sg.com.aurix.adapters.http.json;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;

/**
 * Makes successful answers. They are {@code application/json} also for callers who accept problem details alone: such a caller
 * means errors, and 406 would help nobody.
 */
public final class JsonAnswer {
    /** The second type that every surface says it produces, so that callers who accept nothing else still reach it. */
    public static final String PROBLEM = "application/problem+json";

    private JsonAnswer() {}

    /** A 200. */
    public static <T> MutableHttpResponse<T> ok(T body) {
        return of(HttpStatus.OK, body);
    }

    /** A 201. */
    public static <T> MutableHttpResponse<T> created(T body) {
        return of(HttpStatus.CREATED, body);
    }

    /** A 202. */
    public static <T> MutableHttpResponse<T> accepted(T body) {
        return of(HttpStatus.ACCEPTED, body);
    }

    private static <T> MutableHttpResponse<T> of(HttpStatus status, T body) {
        return HttpResponse.<T>status(status)
                .contentType(MediaType.APPLICATION_JSON_TYPE)
                .body(body);
    }
}

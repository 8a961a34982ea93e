package sg.com.aurix.adapters.http.request;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import sg.com.aurix.adapters.http.error.ApiException;
import sg.com.aurix.adapters.http.error.FieldError;
import sg.com.aurix.adapters.http.json.JsonFields;
import sg.com.aurix.adapters.http.json.StrictJson;

/** Reads the JSON object that a request carries. */
public final class JsonRequest {
    private static final String JSON = "application/json";
    private static final String TEXT = "text/plain";
    private static final Set<String> UTF_8 = Set.of("charset=utf-8", "charset=\"utf-8\"", "charset=utf8");

    private JsonRequest() {}

    /**
     * The fields of the body.
     *
     * @throws ApiException a 415 where it is not said to be JSON in UTF-8, a 413 where it is larger than the limit, a 400 where it is
     *     no JSON object
     */
    public static JsonFields read(HttpRequest<?> request, BodyLimit limit) {
        requireJson(request);
        return JsonFields.of(StrictJson.object(RequestBody.read(request, limit)));
    }

    /**
     * The fields of a body that a page of another origin may also send as {@code text/plain}, for which browsers ask no permission
     * first (Fetch, "CORS-safelisted request-header"); read when it is there, on the thread that it arrives on.
     *
     * @return completed with what {@link #read} throws where they cannot be read
     * @throws ApiException where that is known before the body is read
     */
    public static CompletableFuture<JsonFields> arrivingAlsoAsText(HttpRequest<?> request, BodyLimit limit) {
        require(List.of(JSON, TEXT), request);
        return RequestBody.arriving(request, limit).thenApply(body -> JsonFields.of(StrictJson.object(body)));
    }

    /**
     * The fields of a body that may be left out; then there are none.
     *
     * @throws ApiException as {@link #read} does, where there is a body
     */
    public static JsonFields readIfAny(HttpRequest<?> request, BodyLimit limit) {
        byte[] body = RequestBody.read(request, limit);
        if (body.length == 0) {
            return JsonFields.none();
        }
        requireJson(request);
        return JsonFields.of(StrictJson.object(body));
    }

    /**
     * Makes sure that the body of a call that needs none is empty or a JSON object, of which nothing is read.
     *
     * @throws ApiException a 413 where it is larger than the limit, a 400 where it is anything else
     */
    public static void requireNothing(HttpRequest<?> request, BodyLimit limit) {
        byte[] body = RequestBody.read(request, limit);
        if (body.length > 0) {
            var _ = StrictJson.object(body);
        }
    }

    private static void requireJson(HttpRequest<?> request) {
        require(List.of(JSON), request);
    }

    private static void require(List<String> types, HttpRequest<?> request) {
        List<String> contentTypes = request.getHeaders().getAll(HttpHeaders.CONTENT_TYPE);
        if (contentTypes.size() != 1 || !isOneOf(types, contentTypes.get(0))) {
            throw ApiException.fields(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                    List.of(FieldError.of(
                            HttpHeaders.CONTENT_TYPE, "must be " + String.join(" or ", types) + " (in UTF-8)")));
        }
    }

    private static boolean isOneOf(List<String> types, String contentType) {
        String[] parts = contentType.toLowerCase(Locale.ROOT).split(";", -1);
        if (!types.contains(parts[0].strip())) {
            return false;
        }
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip();
            if (parameter.startsWith("charset=") && !UTF_8.contains(parameter)) {
                return false;
            }
        }
        return true;
    }
}

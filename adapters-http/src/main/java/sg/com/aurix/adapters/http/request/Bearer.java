package sg.com.aurix.adapters.http.request;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sg.com.aurix.adapters.http.error.ApiException;

/** Bearer tokens (RFC 6750). */
public final class Bearer {
    private static final Pattern AUTHORIZATION =
            Pattern.compile("bearer +([\\x21-\\x7e]+) *", Pattern.CASE_INSENSITIVE);

    private Bearer() {}

    /** The token of a request; none where it is missing, malformed or given twice. */
    public static Optional<String> token(HttpRequest<?> request) {
        List<String> headers = request.getHeaders().getAll(HttpHeaders.AUTHORIZATION);
        if (headers.size() != 1) {
            return Optional.empty();
        }
        Matcher matcher = AUTHORIZATION.matcher(headers.get(0));
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /**
     * The one answer to whoever has no valid token, whatever is wrong with it (API-1).
     *
     * @param credentials what to send as the token, such as {@code your API key}
     */
    public static ApiException unauthorized(String credentials) {
        return ApiException.of(
                        HttpStatus.UNAUTHORIZED,
                        "Send " + credentials + " in the header Authorization: Bearer <token>.")
                .withHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }
}

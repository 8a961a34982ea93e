package sg.com.aurix.adapters.http.request;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import java.util.List;
import java.util.Optional;
import sg.com.aurix.adapters.http.error.ApiException;
import sg.com.aurix.domain.Ascii;

/** Bearer tokens (RFC 6750). */
public final class Bearer {
    private static final String SCHEME = "bearer ";

    private Bearer() {}

    /** The token of a request; none where it is missing, malformed or given twice. */
    public static Optional<String> token(HttpRequest<?> request) {
        List<String> headers = request.getHeaders().getAll(HttpHeaders.AUTHORIZATION);
        if (headers.size() != 1) {
            return Optional.empty();
        }
        String header = headers.get(0);
        if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        int begin = SCHEME.length();
        int end = header.length();
        while (begin < end && header.charAt(begin) == ' ') {
            begin++;
        }
        while (end > begin && header.charAt(end - 1) == ' ') {
            end--;
        }
        String token = header.substring(begin, end);
        return token.isEmpty() || !Ascii.all(token, 0, Bearer::isVisible) ? Optional.empty() : Optional.of(token);
    }

    private static boolean isVisible(int character) {
        return character >= '!' && character <= '~';
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

package sg.com.aurix.adapters.http.request;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import java.util.List;
import java.util.Optional;
import sg.com.aurix.adapters.http.error.ApiException;

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
        return isVisible(header, begin, end) ? Optional.of(header.substring(begin, end)) : Optional.empty();
    }

    /** Whether there is something, all of it visible ASCII. By hand: a pattern takes as long as looking the key up. */
    private static boolean isVisible(String text, int begin, int end) {
        for (int i = begin; i < end; i++) {
            char character = text.charAt(i);
            if (character < '!' || character > '~') {
                return false;
            }
        }
        return begin < end;
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

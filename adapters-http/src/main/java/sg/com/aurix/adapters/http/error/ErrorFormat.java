package sg.com.aurix.adapters.http.error;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import java.util.Locale;

/** Which of its two forms an error takes for a caller. */
enum ErrorFormat {
    DOCUMENTED("application/json"),
    PROBLEM("application/problem+json");

    private final String mediaType;

    ErrorFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    String mediaType() {
        return mediaType;
    }

    /**
     * RFC 9457 for whoever names it and likes plain JSON no better. Successful answers never have that type, so nobody names it but to
     * get it for errors, and naming both as equals is how clients say so.
     */
    static ErrorFormat preferredBy(HttpRequest<?> request) {
        double problem = 0;
        double documented = 0;
        for (String header : request.getHeaders().getAll(HttpHeaders.ACCEPT)) {
            for (String range : header.toLowerCase(Locale.ROOT).split(",", -1)) {
                String[] parts = range.split(";", -1);
                String type = parts[0].strip();
                if (type.equals(PROBLEM.mediaType)) {
                    problem = Math.max(problem, quality(parts));
                } else if (type.equals(DOCUMENTED.mediaType)) {
                    documented = Math.max(documented, quality(parts));
                }
            }
        }
        return problem > 0 && problem >= documented ? PROBLEM : DOCUMENTED;
    }

    /** The {@code q} of a media range, 0 to 1; what is not a number counts as if it were not there. */
    private static double quality(String[] parts) {
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip();
            if (parameter.startsWith("q=")) {
                try {
                    return Math.clamp(Double.parseDouble(parameter.substring(2)), 0, 1);
                } catch (NumberFormatException e) {
                    return 1;
                }
            }
        }
        return 1;
    }
}

package sg.com.aurix.adapters.http.partnerapi.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import sg.com.aurix.application.port.PageRequest;
import sg.com.aurix.application.port.Position;
import sg.com.aurix.application.usecase.PublishedTime;

/**
 * The page that a caller wants.
 *
 * @param conditions those that this list alone has, as they were written
 */
public record WantedPage(Cursor.Kind kind, Map<String, String> conditions, PageRequest request) {
    public WantedPage {
        conditions = Collections.unmodifiableMap(new LinkedHashMap<>(conditions));
    }

    /** The query of the page behind that position, with the conditions of this one. */
    String next(Position position) {
        StringBuilder query = new StringBuilder("?limit=").append(request.limit());
        conditions.forEach(
                (name, written) -> query.append('&').append(name).append('=').append(escaped(written)));
        request.from().ifPresent(from -> query.append("&from_date=").append(escaped(from)));
        request.to().ifPresent(to -> query.append("&to_date=").append(escaped(to)));
        return query.append("&cursor=").append(Cursor.of(kind, position)).toString();
    }

    private static String escaped(Instant instant) {
        return escaped(PublishedTime.of(instant));
    }

    private static String escaped(String written) {
        return URLEncoder.encode(written, StandardCharsets.UTF_8);
    }
}

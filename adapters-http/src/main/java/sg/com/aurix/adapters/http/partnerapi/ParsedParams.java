package sg.com.aurix.adapters.http.partnerapi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import sg.com.aurix.domain.tracking.QueryParameters;

/** The query parameters of a page as partners read them (TR-4). */
final class ParsedParams {
    private ParsedParams() {}

    /** A string for a parameter given once, an array in order for one given more often. */
    static Map<String, Object> of(QueryParameters parameters) {
        Map<String, Object> published = new LinkedHashMap<>();
        parameters.values().forEach((name, values) -> published.put(name, published(values)));
        return published;
    }

    private static Object published(List<String> values) {
        return values.size() == 1 ? values.get(0) : values;
    }
}

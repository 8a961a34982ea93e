package sg.com.aurix.adapters.http.partnerapi;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.List;
import sg.com.aurix.domain.tracking.QueryParameters;

/**
 * The query parameters of a page as partners read them (TR-4): a string for a parameter given once, an array in order for one given more
 * often.
 */
final class ParsedParams {
    private static final JsonStringEncoder ENCODER = JsonStringEncoder.getInstance();

    private ParsedParams() {}

    /** Those of a page, as JSON. */
    static String of(QueryParameters parameters) {
        StringBuilder json = new StringBuilder(256).append('{');
        parameters.values().forEach((name, values) -> {
            separate(json, '{');
            string(json, name);
            json.append(':');
            append(json, values);
        });
        return json.append('}').toString();
    }

    private static void append(StringBuilder json, List<String> values) {
        if (values.size() == 1) {
            string(json, values.get(0));
            return;
        }
        json.append('[');
        for (String value : values) {
            separate(json, '[');
            string(json, value);
        }
        json.append(']');
    }

    /** A comma, except behind that opening one. */
    private static void separate(StringBuilder json, char opening) {
        if (json.charAt(json.length() - 1) != opening) {
            json.append(',');
        }
    }

    private static void string(StringBuilder json, String text) {
        json.append('"');
        ENCODER.quoteAsString(text, json);
        json.append('"');
    }
}

package sg.com.aurix.adapters.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the server answered.
 *
 * @param text the body, which is UTF-8 in every answer
 */
public record Answer(int status, HttpHeaders headers, String text) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    static Answer of(HttpResponse<byte[]> response) {
        return new Answer(
                response.statusCode(), response.headers(), new String(response.body(), StandardCharsets.UTF_8));
    }

    /** The body as JSON. */
    public JsonNode json() {
        return parse(text);
    }

    /** JSON that stands in a text. */
    public static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new AssertionError("not JSON: " + text, e);
        }
    }

    /** The names of the body's properties, in order. */
    public List<String> names() {
        return names(json());
    }

    /** The names of an object's properties, in order. */
    public static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** The properties of an object of texts. */
    public static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new LinkedHashMap<>();
        object.properties()
                .forEach(property ->
                        texts.put(property.getKey(), property.getValue().textValue()));
        return texts;
    }

    /** The fields that an error names. */
    public List<String> fields() {
        List<String> fields = new ArrayList<>();
        json().path("errors").forEach(error -> fields.add(error.path("field").asText()));
        return fields;
    }

    /** The one value of a header. */
    public Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    /** All headers but the date, which differs between two answers that are otherwise the same. */
    public Map<String, List<String>> headersWithoutDate() {
        Map<String, List<String>> rest = new TreeMap<>(headers.map());
        rest.remove("date");
        return rest;
    }
}

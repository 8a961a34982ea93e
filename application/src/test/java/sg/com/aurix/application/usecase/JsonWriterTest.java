package sg.com.aurix.application.usecase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonWriterTest {
    private static final Pattern ESCAPE = Pattern.compile("(?s)\\\\(?:u.{4}|.)");

    @Test
    void an_object_keeps_the_order_of_its_keys_and_holds_whatever_an_event_needs() {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("z", "text");
        object.put("a", null);
        object.put("number", Long.MAX_VALUE);
        object.put("list", List.of("google", "search"));
        object.put("object", Map.of("k", Map.of()));
        object.put("", List.of());

        assertThat(JsonWriter.write(object))
                .isEqualTo("{\"z\":\"text\",\"a\":null,\"number\":9223372036854775807,\"list\":[\"google\",\"search\"],"
                        + "\"object\":{\"k\":{}},\"\":[]}");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "34, \\\"",
                "92, \\\\",
                "10, \\n",
                "13, \\r",
                "9, \\t",
                "0, \\u0000",
                "8, \\u0008",
                "27, \\u001b",
                "31, \\u001f",
                "55357, \\ud83d",
                "56832, \\ude00",
                "47, /",
                "127, \u007f",
                "8232, \u2028",
                "233, é"
            })
    void what_json_does_not_allow_in_a_string_is_escaped_and_nothing_else(int character, String written) {
        String hostile = "a" + (char) character + "b";
        String expected = "a" + written + "b";

        assertThat(JsonWriter.write(Map.of(hostile, hostile))).isEqualTo("{\"" + expected + "\":\"" + expected + "\"}");
    }

    @Test
    void a_pair_of_surrogates_stays_and_halves_around_it_are_escaped() {
        assertThat(JsonWriter.write(Map.of("k", "\uD83D\uD83D\uDE00\uDE00"))).isEqualTo("{\"k\":\"\\ud83d😀\\ude00\"}");
    }

    @Property
    void any_string_is_valid_json_in_utf_8_and_reads_back_as_it_was(@ForAll String text) {
        String json = JsonWriter.write(Map.of("k", text));
        String body = json.substring("{\"k\":\"".length(), json.length() - "\"}".length());

        assertThat(new String(json.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .isEqualTo(json);
        assertThat(body).matches("(?s)(?:[^\"\\\\\\x00-\\x1f]|\\\\[\"\\\\nrt]|\\\\u[0-9a-f]{4})*+");
        assertThat(read(body)).isEqualTo(text);
    }

    private static String read(String body) {
        return ESCAPE.matcher(body).replaceAll(escape -> Matcher.quoteReplacement(meaning(escape.group())));
    }

    private static String meaning(String escape) {
        return switch (escape.charAt(1)) {
            case 'n' -> "\n";
            case 'r' -> "\r";
            case 't' -> "\t";
            case 'u' -> Character.toString(Integer.parseInt(escape.substring(2), 16));
            default -> escape.substring(1);
        };
    }

    @Test
    void what_it_has_no_form_for_is_the_callers_mistake() {
        assertThatThrownBy(() -> JsonWriter.write(Map.of("k", 1.5))).isInstanceOf(IllegalArgumentException.class);
    }
}

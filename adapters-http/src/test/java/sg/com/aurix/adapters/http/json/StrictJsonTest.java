package sg.com.aurix.adapters.http.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sg.com.aurix.adapters.http.error.ApiException;
import sg.com.aurix.adapters.http.error.FieldError;
import sg.com.aurix.application.contract.Requirement;

@Requirement("RS-21")
final class StrictJsonTest {
    @Test
    void an_object_is_read_as_it_was_sent() {
        JsonValue.Obj object = StrictJson.object(
                utf8(" {\"b\": \"\u00e9\\ud83d\\ude00\", \"a\": [1, -2.5e3, true, false, null, {}], \"\": \"\"} "));

        assertThat(object.members().keySet()).containsExactly("b", "a", "");
        assertThat(object.members().get("b")).isEqualTo(new JsonValue.Text("\u00e9\ud83d\ude00"));
        assertThat(object.members().get("a"))
                .isEqualTo(new JsonValue.Array(List.of(
                        new JsonValue.Numeric("1"),
                        new JsonValue.Numeric("-2.5e3"),
                        new JsonValue.Flag(true),
                        new JsonValue.Flag(false),
                        new JsonValue.Null(),
                        new JsonValue.Obj(Map.of()))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "null", "[]", "[{}]", "\"text\"", "1", "true"})
    void what_is_no_object_is_refused_as_a_whole(String json) {
        assertThat(refusal(utf8(json)).field()).isEqualTo("body");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "}",
                "{'a':1}",
                "{a:1}",
                "{\"a\":1,}",
                "{\"a\":01}",
                "{\"a\":+1}",
                "{\"a\":.5}",
                "{\"a\":NaN}",
                "{\"a\":1}{}",
                "{\"a\":1} x",
                "{\"a\":\"\t\"}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\u12\"}",
                "{\"a\":tru}",
                "{\"a\":1 \"b\":2}",
                "{\"a\"}",
                "{\"a\":[1,]}",
                "{\"a\":[1}",
                "{/**/}",
                "{\"a\":1}//",
                "{\"a\":0x1}"
            })
    void what_is_not_json_is_refused(String json) {
        assertThat(refusal(utf8(json)).message()).matches("(body|a)(\\[[0-9]])? must be (valid|one) JSON.*");
    }

    @Test
    void a_mistake_is_told_by_field_line_and_column() {
        FieldError error = refusal(utf8("{\n  \"lead_form\": {\"fields\": [{}, {\"key\": nonsense}]}}"));

        assertThat(error.field()).isEqualTo("lead_form.fields[1].key");
        assertThat(error.message()).contains("line 2, column ").doesNotContain("nonsense");
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"a\":1,\"a\":1}', a",
        "'{\"a\":{\"b\":1,\"b\":2}}', a.b",
        "'{\"a\":[{\"b\":1},{\"c\":1,\"c\":2}]}', a[1].c",
        "'{\"a\":1,\"\\u0061\":2}', a"
    })
    void a_name_given_twice_is_refused(String json, String field) {
        assertThat(refusal(utf8(json))).isEqualTo(new FieldError(field, field + " must be given only once"));
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"a\":\"x\\u0000\"}', a",
        "'{\"a\":{\"b\":[\"\\ud800\"]}}', a.b[0]",
        "'{\"a\":\"\\udc00\\ud800\"}', a",
        "'{\"a\":\"\\ud800x\"}', a"
    })
    void text_that_nobody_can_store_is_refused_where_it_stands(String json, String field) {
        assertThat(refusal(utf8(json)).field()).isEqualTo(field);
    }

    @Test
    void a_name_that_nobody_can_store_is_refused() {
        assertThat(refusal(utf8("{\"a\\u0000\":1}")).message()).contains("must not contain the character NUL");
        assertThat(refusal(utf8("{\"\\ud800\":1}")).message()).contains("surrogate");
    }

    @Test
    void bytes_that_are_no_utf8_are_refused() {
        assertThat(refusal(new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'})
                        .message())
                .isEqualTo("body must be text in UTF-8");
        // UTF-16, an encoded surrogate (CESU-8), an overlong slash, a character cut short.
        assertThat(refusal("{\"a\":1}".getBytes(StandardCharsets.UTF_16BE)).field())
                .isEqualTo("body");
        assertThat(refusal(within((byte) 0xed, (byte) 0xa0, (byte) 0x80)).field())
                .isEqualTo("body");
        assertThat(refusal(within((byte) 0xc0, (byte) 0xaf)).field()).isEqualTo("body");
        assertThat(refusal(within((byte) 0xe2, (byte) 0x82)).field()).isEqualTo("body");
    }

    @Test
    void a_byte_order_mark_is_refused() {
        assertThat(refusal(utf8("\uFEFF{}")).message()).isEqualTo("body must not begin with a byte order mark");
    }

    @Test
    void depth_is_limited() {
        assertThat(StrictJson.object(utf8("{\"a\":" + "[".repeat(31) + "]".repeat(31) + "}"))
                        .members())
                .containsKey("a");
        assertThat(refusal(utf8("{\"a\":" + "[".repeat(32) + "]".repeat(32) + "}"))
                        .field())
                .startsWith("a[0]");
        assertThat(refusal(utf8("{\"a\":" + "{\"b\":".repeat(30_000))).field()).startsWith("a.b");
    }

    @Test
    void names_and_numbers_are_limited_in_length() {
        assertThat(refusal(utf8("{\"" + "n".repeat(257) + "\":1}")).message()).contains("names of at most 256");
        assertThat(refusal(utf8("{\"a\":" + "9".repeat(65) + "}")).message()).contains("numbers of at most 64");
        assertThat(StrictJson.object(utf8("{\"a\":1e999999999}")).members())
                .containsEntry("a", new JsonValue.Numeric("1e999999999"));
    }

    @Test
    void ten_thousand_names_are_as_good_as_one() {
        StringBuilder json = new StringBuilder("{\"n\":0");
        for (int i = 0; i < 10_000; i++) {
            json.append(",\"n").append(i).append("\":0");
        }

        assertThat(StrictJson.object(utf8(json.append("}").toString())).members())
                .hasSize(10_001);
    }

    private static byte[] within(byte... bytes) {
        byte[] whole = new byte[bytes.length + 8];
        System.arraycopy(utf8("{\"a\":\""), 0, whole, 0, 6);
        System.arraycopy(bytes, 0, whole, 6, bytes.length);
        System.arraycopy(utf8("\"}"), 0, whole, 6 + bytes.length, 2);
        return whole;
    }

    private static FieldError refusal(byte[] body) {
        ApiException refused = catchThrowableOfType(ApiException.class, () -> StrictJson.object(body));
        assertThat(refused.status().getCode()).isEqualTo(400);
        assertThat(refused.errors()).hasSize(1);
        return refused.errors().get(0);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

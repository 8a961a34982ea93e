package sg.com.aurix.adapters.http.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sg.com.aurix.adapters.http.error.ApiException;
import sg.com.aurix.adapters.http.error.FieldError;
import sg.com.aurix.application.contract.Requirement;
import sg.com.aurix.domain.InvalidValueException;
import sg.com.aurix.domain.partner.FieldKey;

@Requirement("API-3")
final class JsonFieldsTest {
    /** Reads everything that can be read. */
    private record Everything(
            FieldKey key,
            Optional<FieldKey> other,
            boolean flag,
            Optional<Boolean> maybe,
            boolean needed,
            Optional<String> nested,
            List<String> list,
            Map<String, String> strings) {
        static Everything read(String json) {
            JsonFields body = fields(json);
            var key = body.required("key", FieldKey::new);
            var other = body.optional("other", FieldKey::new);
            var flag = body.flag("flag", true);
            var maybe = body.optionalFlag("maybe");
            var needed = body.requiredFlag("needed");
            var nested = body.optionalObject("nested", JsonFieldsTest::name);
            var list = body.requiredObjects("list", JsonFieldsTest::name);
            var strings = body.requiredStrings("strings");
            return body.complete(() -> new Everything(
                    key.get(),
                    other.get(),
                    flag.get(),
                    maybe.get(),
                    needed.get(),
                    nested.get(),
                    list.get(),
                    strings.get()));
        }
    }

    @Test
    void fields_are_read_into_values() {
        Everything read = Everything.read("""
            {"key":"a","other":"b","flag":false,"maybe":true,"needed":false,"nested":{"name":"n"},
             "list":[{"name":"x"},{"name":"y"}],"strings":{"z":"1","a":"2"}}\
            """);

        assertThat(read)
                .isEqualTo(new Everything(
                        new FieldKey("a"),
                        Optional.of(new FieldKey("b")),
                        false,
                        Optional.of(true),
                        false,
                        Optional.of("n"),
                        List.of("x", "y"),
                        Map.of("z", "1", "a", "2")));
        assertThat(read.strings().keySet()).containsExactly("z", "a");
    }

    @Test
    void null_and_nothing_are_the_same() {
        Everything without = Everything.read("{\"key\":\"a\",\"needed\":true,\"list\":[],\"strings\":{}}");
        Everything withNull = Everything.read("""
            {"key":"a","other":null,"flag":null,"maybe":null,"needed":true,"nested":null,"list":[],"strings":{}}\
            """);

        assertThat(without)
                .isEqualTo(new Everything(
                        new FieldKey("a"),
                        Optional.empty(),
                        true,
                        Optional.empty(),
                        true,
                        Optional.empty(),
                        List.of(),
                        Map.of()))
                .isEqualTo(withNull);
    }

    @Test
    void properties_that_nobody_asks_for_are_passed_over() {
        JsonFields body = fields("{\"name\":\"n\",\"newer\":{\"than\":[\"us\"]}}");

        assertThat(body.complete(body.required("name", Function.identity()))).isEqualTo("n");
    }

    @Test
    void everything_at_fault_is_named_at_once() {
        List<FieldError> errors = errors(() -> Everything.read("""
            {"key":"NO","other":7,"flag":"yes","maybe":0,"needed":null,"nested":{"name":[]},
             "list":[{"name":"x"},{},"y",{"name":"forbidden"}],"strings":{"a":1,"b":"ok","c":null}}\
            """));

        assertThat(errors)
                .extracting(FieldError::field)
                .containsExactly(
                        "key",
                        "other",
                        "flag",
                        "maybe",
                        "needed",
                        "nested.name",
                        "list[1].name",
                        "list[2]",
                        "list[3].name",
                        "strings.a",
                        "strings.c");
        assertThat(errors)
                .extracting(FieldError::message)
                .contains(
                        "other must be a string, not a number",
                        "flag must be true or false, not a string",
                        "needed is missing",
                        "list[2] must be an object, not a string",
                        "list[3].name must not be forbidden",
                        "strings.c must be a string, not null");
    }

    @Test
    void things_of_the_wrong_kind_are_named() {
        List<FieldError> errors = errors(
                () -> Everything.read("{\"key\":[],\"needed\":true,\"nested\":[],\"list\":{},\"strings\":\"x\"}"));

        assertThat(errors)
                .extracting(FieldError::message)
                .containsExactly(
                        "key must be a string, not an array",
                        "nested must be an object, not an array",
                        "list must be an array of objects, not an object",
                        "strings must be an object, not a string");
    }

    @Test
    void a_value_made_of_good_fields_may_still_be_refused_where_it_stands() {
        JsonFields body = fields("{\"nested\":{\"name\":\"n\"}}");
        var _ = body.optionalObject("nested", nested -> () -> {
            throw new InvalidValueException("must not name a key twice");
        });

        assertThat(errors(() -> body.complete(() -> "never")))
                .containsExactly(new FieldError("nested", "nested must not name a key twice"));
        assertThat(errors(() -> fields("{}").complete(() -> {
                    throw new InvalidValueException("must have one of these fields");
                })))
                .containsExactly(new FieldError("body", "body must have one of these fields"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0", "24", "720", "24.0", "2.4e1", "240E-1", "0.24e2", "-0", "0e999999999", "0.000", "720.000"})
    void a_whole_number_is_read_however_it_is_written(String number) {
        JsonFields body = fields("{\"hours\":" + number + "}");

        assertThat(body.complete(body.optionalWhole("hours", 0, 720)))
                .hasValue((int) Double.parseDouble(number.replace("e999999999", "")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-1",
                "721",
                "24.5",
                "1e-1",
                "720.0000001",
                "1e3",
                "-1e999999999",
                "1e999999999",
                "1e-999999999",
                "1e99999999999999999999",
                "2147483648",
                "9223372036854775832"
            })
    void a_number_that_is_not_whole_or_out_of_range_is_named(String number) {
        JsonFields body = fields("{\"hours\":" + number + "}");
        var hours = body.optionalWhole("hours", 0, 720);

        assertThat(errors(() -> body.complete(hours)))
                .containsExactly(new FieldError("hours", "hours must be a whole number from 0 to 720"));
    }

    @Test
    void what_is_no_number_is_no_whole_number() {
        JsonFields body = fields("{\"text\":\"24\",\"nothing\":null}");
        var _ = body.optionalWhole("text", 0, 720);
        var nothing = body.optionalWhole("nothing", 0, 720);

        assertThat(errors(() -> body.complete(nothing)))
                .containsExactly(new FieldError("text", "text must be a whole number, not a string"));
    }

    @Test
    void strings_of_a_list_are_named_by_their_place() {
        JsonFields body = fields("{\"keys\":[\"a\",7,\"NO\",null],\"none\":[],\"text\":\"a\"}");
        var _ = body.optionalStrings("keys", FieldKey::new, List::copyOf);
        var _ = body.optionalStrings("none", FieldKey::new, JsonFieldsTest::atLeastOne);
        var _ = body.optionalStrings("text", FieldKey::new, List::copyOf);

        assertThat(errors(() -> body.complete(() -> "never")))
                .extracting(FieldError::field)
                .containsExactly("keys[1]", "keys[2]", "keys[3]", "none", "text");
        assertThat(errors(() -> body.complete(() -> "never")))
                .extracting(FieldError::message)
                .contains(
                        "keys[1] must be a string, not a number",
                        "keys[3] must be a string, not null",
                        "none must have one",
                        "text must be an array of strings, not a string");
    }

    @Test
    void strings_of_a_list_are_read_in_their_order() {
        JsonFields body = fields("{\"keys\":[\"b\",\"a\",\"b\"],\"nothing\":null}");
        var keys = body.optionalStrings("keys", FieldKey::new, List::copyOf);
        var nothing = body.optionalStrings("nothing", FieldKey::new, List::copyOf);
        var missing = body.optionalStrings("missing", FieldKey::new, List::copyOf);

        assertThat(body.complete(keys)).hasValue(List.of(new FieldKey("b"), new FieldKey("a"), new FieldKey("b")));
        assertThat(body.complete(nothing)).isEmpty();
        assertThat(body.complete(missing)).isEmpty();
    }

    @Test
    void a_body_that_was_left_out_has_no_fields() {
        JsonFields body = JsonFields.none();

        assertThat(body.complete(body.optional("name", Function.identity()))).isEmpty();
    }

    @Test
    void null_can_be_told_and_refused() {
        JsonFields body = fields("{\"a\":null,\"b\":\"x\"}");
        body.refuseNull("a", "b", "c");

        assertThat(body.isNull("a")).isTrue();
        assertThat(body.isNull("b")).isFalse();
        assertThat(body.isNull("c")).isFalse();
        assertThat(errors(() -> body.complete(() -> "never")))
                .extracting(FieldError::field)
                .containsExactly("a");
    }

    @Test
    void one_problem_is_the_message_and_several_are_summed_up() {
        assertThat(refusal(() -> Everything.read("{\"needed\":true,\"list\":[],\"strings\":{}}"))
                        .message())
                .isEqualTo("key is missing.");
        assertThat(refusal(() -> Everything.read("{\"needed\":true,\"strings\":{}}"))
                        .message())
                .isEqualTo("Correct these fields: key, list.");
    }

    @Test
    @Requirement("RS-21")
    void a_name_of_any_length_is_shown_in_part() {
        FieldError error = FieldError.of("fields." + "x".repeat(300), "must be shorter");

        assertThat(error.field()).hasSizeLessThan(130).startsWith("fields.xxx").endsWith("...");
        assertThat(error.message()).hasSizeLessThan(150).endsWith("... must be shorter");
    }

    private static List<FieldKey> atLeastOne(List<FieldKey> keys) {
        if (keys.isEmpty()) {
            throw new InvalidValueException("must have one");
        }
        return keys;
    }

    private static Supplier<String> name(JsonFields object) {
        return object.required("name", name -> {
            if (name.equals("forbidden")) {
                throw new InvalidValueException("must not be forbidden");
            }
            return name;
        });
    }

    private static JsonFields fields(String json) {
        return JsonFields.of(StrictJson.object(json.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<FieldError> errors(Supplier<?> reading) {
        return refusal(reading).errors();
    }

    private static ApiException refusal(Supplier<?> reading) {
        ApiException refused = catchThrowableOfType(ApiException.class, reading::get);
        assertThat(refused.status().getCode()).isEqualTo(400);
        return refused;
    }
}

package sg.com.aurix.domain.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sg.com.aurix.domain.Requirement;

@Requirement("TR-4")
class QueryParametersTest {
    @Test
    void every_parameter_is_there_in_the_order_of_first_appearance() {
        QueryParameters parameters = QueryParameters.parse("utm_source=google&gclid=a.b&UTM_Source=x&__proto__=1&q=");

        assertThat(parameters.values().keySet()).containsExactly("utm_source", "gclid", "UTM_Source", "__proto__", "q");
    }

    @Test
    void a_name_given_more_than_once_keeps_all_its_values_in_order() {
        QueryParameters parameters = QueryParameters.parse("utm_source=google&a=1&utm_source=search&utm_source=google");

        assertThat(parameters.values())
                .containsEntry("utm_source", List.of("google", "search", "google"))
                .containsEntry("a", List.of("1"));
    }

    /** What Chrome, Firefox and Node answer; a name and its value in each row. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            delimiter = '|',
            value = {
                "a+b=c+d | \"a b\" | \"c d\"",
                "a=%2B+ | a | \"+ \"",
                "%61=%3D%26 | a | =&",
                "a==b=c | a | =b=c",
                "a | a | \"\"",
                "a= | a | \"\"",
                "=b | \"\" | b",
                "&&a=1& | a | 1",
                "a[]=1 | a[] | 1",
                "a=b;c=d | a | b;c=d",
                "a=b?c | a | b?c",
                "a=% | a | %",
                "a=%4 | a | %4",
                "a=%zz | a | %zz",
                "a=%4g%41 | a | %4gA",
                "a=%%41 | a | %A",
                "%a=1% | %a | 1%",
                "a=%u00e9 | a | %u00e9",
                "a=%4１ | a | %4１",
                "é=%C3%BC | é | ü",
                "a=%F0%9F%98%80😀 | a | 😀😀",
                "a=%D8%B9ع | a | عع",
                "a=%FE%FF | a | \uFFFD\uFFFD",
                "a=%C0%80 | a | \uFFFD\uFFFD",
                "a=%E2%82 | a | \uFFFD",
                "a=%F0%9F%92x | a | \uFFFDx",
                "a=%ED%A0%80 | a | \uFFFD\uFFFD\uFFFD",
                "a=%ED%A0 | a | \uFFFD\uFFFD",
                "a=%F4%90%80%80 | a | \uFFFD\uFFFD\uFFFD\uFFFD",
                "a=%EF%BB%BFx | a | \uFEFFx"
            })
    void a_pair_is_decoded_as_browsers_do(String query, String name, String value) {
        assertThat(QueryParameters.parse(query).values()).isEqualTo(Map.of(name, List.of(value)));
    }

    @Test
    void an_escaped_nul_is_a_character_like_any_other() {
        assertThat(QueryParameters.parse("a%00b=%00").values()).isEqualTo(Map.of("a\u0000b", List.of("\u0000")));
    }

    @Test
    void nothing_is_cut() {
        String name = "k".repeat(4_000);
        String value = "%C3%BC".repeat(20_000);

        assertThat(QueryParameters.parse(name + "=" + value).values())
                .isEqualTo(Map.of(name, List.of("ü".repeat(20_000))));
    }

    @Property(tries = 2_000)
    void any_query_is_read_as_browsers_read_it(@ForAll("queries") String query) {
        Map<String, List<String>> expected = BrowserQuery.parse(query);

        assertThat(QueryParameters.parse(query).values()).isEqualTo(expected);
        assertThat(QueryParameters.parse(query).values().keySet()).containsExactlyElementsOf(expected.keySet());
    }

    @Provide
    Arbitrary<String> queries() {
        Arbitrary<String> escape = Arbitraries.integers().between(0, 255).map(b -> String.format("%%%02x", b));
        Arbitrary<String> multiByte = Arbitraries.integers().between(0x80, 0xFF).map(b -> String.format("%%%02X", b));
        Arbitrary<String> syntax = Arbitraries.of("&", "=", "+", "%", "%4", "%zz", "a", "A", "ü", "😀", "٤", " ", "#");
        return Arbitraries.oneOf(List.of(escape, multiByte, syntax))
                .list()
                .ofMaxSize(12)
                .map(parts -> String.join("", parts));
    }

    @Test
    void nobody_changes_them_afterwards() {
        List<String> given = new ArrayList<>(List.of("1"));
        QueryParameters parameters = new QueryParameters(Map.of("a", given));
        given.add("2");

        assertThat(parameters.values()).containsEntry("a", List.of("1"));
        assertThatThrownBy(() -> parameters.values().remove("a")).isInstanceOf(UnsupportedOperationException.class);
    }
}

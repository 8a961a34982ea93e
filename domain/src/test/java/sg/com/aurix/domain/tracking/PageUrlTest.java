package sg.com.aurix.domain.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sg.com.aurix.domain.InvalidValueException;
import sg.com.aurix.domain.Requirement;

class PageUrlTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com",
                "http://example.com/auth/login",
                "HTTPS://EXAMPLE.COM/",
                "https://example.com:8443?utm_source=google",
                "https://user:word@example.com/",
                "https://[2001:db8::1]/",
                "https://bücher.example/straße?q=ü",
                "https://example.com/{{campaign.id}}?x={placement}|%zz&y=a b",
                "https://example.com#top"
            })
    void a_page_is_kept_exactly_as_the_browser_said_it(String url) {
        assertThat(new PageUrl(url).value()).isEqualTo(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "example.com",
                "/landing",
                "ftp://example.com",
                "javascript:alert(1)//https://example.com",
                "data:text/html,https://example.com",
                "https:example.com",
                "https://",
                "https:///path",
                "https://?q",
                "https://#top",
                "https://:8443/",
                "https://user@/",
                "https://exa mple.com/",
                "https:\\\\example.com",
                " https://example.com",
                "https://example.com/\n",
                "https://example.com/\u0000"
            })
    void what_is_no_web_page_is_refused(String url) {
        assertThatThrownBy(() -> new PageUrl(url)).isInstanceOf(InvalidValueException.class);
    }

    /** The rule as a pattern, which says it in one line and is too slow for every row of a page. */
    private static final Pattern HTTP_WITH_HOST = Pattern.compile(
            "(https?://)(?:[^/?#@\\\\]*@)?([^/?#@:\\\\\\s][^/?#@\\\\\\s]*)(?:[/?#].*|\\z)", Pattern.CASE_INSENSITIVE);

    @Property(tries = 20_000)
    void a_host_is_found_where_the_pattern_finds_it(@ForAll("beginnings") String url) {
        Matcher matcher = HTTP_WITH_HOST.matcher(url);
        boolean isPage = !url.isBlank() && matcher.matches();

        if (isPage) {
            assertThat(new PageUrl(url)).hasToString(matcher.group(1) + matcher.group(2) + "/***");
        } else {
            assertThatThrownBy(() -> new PageUrl(url)).isInstanceOf(InvalidValueException.class);
        }
    }

    @Provide
    Arbitrary<String> beginnings() {
        return Combinators.combine(
                        Arbitraries.of("http://", "https://", "hTTPs://", "http\u017f://", "http:/", "ftp://", ""),
                        Arbitraries.strings().withChars("ab/?#@:\\ .").ofMaxLength(8))
                .as(String::concat);
    }

    @Test
    void a_page_has_at_most_8192_characters() {
        String longest = "https://example.com/?q=" + "ü".repeat(PageUrl.LONGEST - 23);

        assertThat(new PageUrl(longest).value()).hasSize(8192);
        assertThatThrownBy(() -> new PageUrl(longest + "x")).isInstanceOf(InvalidValueException.class);
    }

    @Requirement("RS-19")
    @Test
    void its_text_for_logs_ends_with_the_host() {
        assertThat(new PageUrl("https://jane:secret@example.com:8443/reset/key?email=a@b.co#x"))
                .hasToString("https://example.com:8443/***");
        assertThat(new PageUrl("http://example.com")).hasToString("http://example.com/***");
    }

    @Requirement("TR-4")
    @Test
    void the_query_ends_where_the_fragment_begins() {
        assertThat(new PageUrl("https://example.com/a?b=c#d?e=f&g=h")
                        .parameters()
                        .values())
                .containsOnlyKeys("b")
                .containsEntry("b", List.of("c"));
        assertThat(new PageUrl("https://example.com/#?utm_source=google").parameters())
                .isEqualTo(QueryParameters.NONE);
    }

    @Requirement("TR-4")
    @ParameterizedTest
    @ValueSource(
            strings = {"https://example.com", "https://example.com/?", "https://example.com/?#", "https://a.b/?&&"})
    void a_page_without_parameters_has_none(String url) {
        assertThat(new PageUrl(url).parameters()).isEqualTo(QueryParameters.NONE);
    }
}

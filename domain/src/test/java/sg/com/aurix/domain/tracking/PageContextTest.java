package sg.com.aurix.domain.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sg.com.aurix.domain.InvalidValueException;
import sg.com.aurix.domain.Requirement;

class PageContextTest {
    @Test
    void a_title_has_up_to_512_characters_however_many_bytes_each_takes() {
        assertThat(titled("🌸".repeat(512)).title()).contains("🌸".repeat(512));
        assertThatThrownBy(() -> titled("x".repeat(513))).isInstanceOf(InvalidValueException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\nb", "a\u0000"})
    void a_title_is_one_line_that_says_something(String title) {
        assertThatThrownBy(() -> titled(title)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    @Requirement("RS-19")
    void nothing_personal_is_logged_of_it() {
        PageContext context = new PageContext(
                Optional.of(new PageUrl("https://example.com/?email=jane@example.com")), Optional.of("Welcome, Jane"));

        assertThat(context.toString()).contains("example.com").doesNotContain("jane", "Jane");
    }

    private static PageContext titled(String title) {
        return new PageContext(Optional.empty(), Optional.of(title));
    }
}

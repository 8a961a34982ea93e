package sg.com.aurix.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextRuleTest {
    private static final TextRule LINE = TextRule.line(5);
    private static final TextRule LINES = TextRule.lines(5);

    @ParameterizedTest
    @ValueSource(strings = {"a", "abcde", " a ", "مرحبا", "😀😀😀😀😀", "e\u0301", "\uFFFF", "a\u200Bb"})
    void text_within_the_rule_is_returned_as_it_was_given(String text) {
        assertThat(LINE.check(text)).isEqualTo(text);
        assertThat(LINES.check(text)).isEqualTo(text);
    }

    @Test
    void length_counts_code_points_and_not_halves_of_pairs() {
        assertRefused(LINE, "😀😀😀😀😀😀", "must be at most 5 characters");
        assertRefused(LINE, "abcdef", "must be at most 5 characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n", "\u00A0", "\u3000\u2003"})
    void text_of_nothing_but_white_space_is_empty(String text) {
        assertRefused(LINE, text, "must not be empty");
        assertRefused(LINES, text, "must not be empty");
    }

    @Requirement("RS-21")
    @ParameterizedTest
    @ValueSource(strings = {"a\u0000", "a\u0007", "\u001Ba", "a\u007F", "a\u0085b", "a\u009Fb"})
    void control_characters_are_refused(String text) {
        assertRefused(LINE, text, "must not contain control characters");
        assertRefused(LINES, text, "must not contain control characters");
    }

    @Requirement("RS-21")
    @ParameterizedTest
    @ValueSource(strings = {"\uD83D", "a\uDE00", "\uDE00\uD83D", "\uD83D\uD83D"})
    void half_of_a_surrogate_pair_is_refused(String text) {
        assertRefused(LINE, text, "must be valid Unicode text, without half of a surrogate pair");
        assertRefused(LINES, text, "must be valid Unicode text, without half of a surrogate pair");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\r\nb", "a\tb", "a\u2028b", "a\u2029b"})
    void only_text_of_several_lines_may_break(String text) {
        assertThat(LINES.check(text)).isEqualTo(text);
        assertRefused(LINE, text, "must not contain control characters");
    }

    private static void assertRefused(TextRule rule, String text, String expected) {
        assertThatThrownBy(() -> rule.check(text))
                .isInstanceOfSatisfying(
                        InvalidValueException.class,
                        refusal -> assertThat(refusal.expected()).isEqualTo(expected));
    }
}

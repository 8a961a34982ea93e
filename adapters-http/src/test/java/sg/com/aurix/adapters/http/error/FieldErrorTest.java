package sg.com.aurix.adapters.http.error;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class FieldErrorTest {
    private static final String EMOJI = "\ud83d\ude00";

    @Test
    void a_path_of_120_characters_is_shown_whole() {
        assertThat(FieldError.of(EMOJI.repeat(120), "must be text").field()).isEqualTo(EMOJI.repeat(120));
    }

    @Test
    void a_longer_path_is_cut_between_characters_and_never_within_one() {
        FieldError error = FieldError.of("a" + EMOJI.repeat(120), "must be text");

        assertThat(error.field()).isEqualTo("a" + EMOJI.repeat(119) + "...");
        assertThat(error.message()).isEqualTo("a" + EMOJI.repeat(119) + "... must be text");
    }

    @Test
    void no_half_of_a_character_is_left_where_the_cut_falls() {
        FieldError error = FieldError.of("a".repeat(119) + EMOJI + "b", "must be text");

        assertThat(error.field()).isEqualTo("a".repeat(119) + EMOJI + "...");
    }
}

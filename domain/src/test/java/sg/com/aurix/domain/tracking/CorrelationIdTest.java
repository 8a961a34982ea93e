package sg.com.aurix.domain.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sg.com.aurix.domain.InvalidValueException;
import sg.com.aurix.domain.Requirement;

@Requirement("TR-1")
class CorrelationIdTest {
    private static final String ALPHANUMERICS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    @Test
    void minting_uses_every_alphanumeric_but_the_look_alikes() {
        Random random = new Random(1);
        Set<Character> drawn = new TreeSet<>();
        for (int i = 0; i < 1_000; i++) {
            String id = CorrelationId.mint(random).value();
            assertThat(id).matches("O-[A-Za-z0-9]{7}");
            id.substring(2).chars().forEach(c -> drawn.add((char) c));
        }

        Set<Character> expected = new TreeSet<>();
        ALPHANUMERICS.chars().filter(c -> "0O1lI".indexOf(c) < 0).forEach(c -> expected.add((char) c));
        assertThat(drawn).isEqualTo(expected);
    }

    @Test
    void reading_accepts_all_alphanumerics() {
        ALPHANUMERICS
                .codePoints()
                .mapToObj(c -> "O-" + Character.toString(c).repeat(7))
                .forEach(written ->
                        assertThat(new CorrelationId(written).value()).isEqualTo(written));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "O-",
                "O-aB3dE9",
                "O-aB3dE9zz",
                "o-aB3dE9z",
                "0-aB3dE9z",
                "OaB3dE9z",
                "O–aB3dE9z",
                " O-aB3dE9z",
                "O-aB3dE9z\n",
                "O-aB3dE9é",
                "O-aB3dE9٣",
                "O-aB3dE9_"
            })
    void anything_else_is_refused(String written) {
        assertThatThrownBy(() -> new CorrelationId(written)).isInstanceOf(InvalidValueException.class);
    }

    @Property
    void ids_that_differ_in_letter_case_alone_are_one_when_folded(@ForAll long seed) {
        CorrelationId id = CorrelationId.mint(new Random(seed));
        CorrelationId shouted = new CorrelationId(id.value().toUpperCase(Locale.ROOT));

        assertThat(shouted.folded()).isEqualTo(id.folded()).matches("o-[a-z0-9]{7}");
    }
}

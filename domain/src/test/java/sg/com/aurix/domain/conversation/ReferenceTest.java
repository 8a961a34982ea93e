package sg.com.aurix.domain.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import sg.com.aurix.domain.InvalidValueException;
import sg.com.aurix.domain.Requirement;
import sg.com.aurix.domain.tracking.CorrelationId;

@Requirement("LD-2")
class ReferenceTest {
    private static final Reference SOUGHT = Reference.to(new CorrelationId("O-aB3dE9z"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "O-aB3dE9z",
                "Reference: O-aB3dE9z (Please send this reference number to help us assist you)",
                "Reference: O-aB3dE9z (Please send this reference number so that we can serve you better, thank you!)"
                        + " Hi",
                "مرحبا، المرجع: o–ab3de9z",
                "مرحباO-aB3dE9zشكرا",
                "hi\nmy code is\n\tO-aB3dE9z\nbye",
                "*O-aB3dE9z*, _\"O-aB3dE9z\"_ or (O-aB3dE9z).",
                "refO-aB3dE9zthanks",
                "O-O-aB3dE9z",
                "https://wa.me/?text=O-aB3dE9z&x"
            })
    void it_is_found_wherever_it_stands_and_whatever_surrounds_it(String text) {
        assertThat(Reference.findAll(text)).contains(SOUGHT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "o-ab3de9z",
                "O-AB3DE9Z",
                "0-aB3dE9z",
                "O - aB3dE9z",
                "O- aB3dE9z",
                "O -aB3dE9z",
                "O\n-\naB3dE9z",
                "O\u00A0-\u00A0aB3dE9z",
                "O\u2009-\u3000aB3dE9z",
                "O--aB3dE9z",
                "Ｏ－ａＢ３ｄＥ９ｚ",
                "Ｏ-ａB３dＥ9ｚ",
                "𝐎-𝐚𝐁𝟑𝐝𝐄𝟗𝐳",
                "Ⓞ-ⓐⒷ③ⓓⒺ⑨ⓩ",
                "O-aB٣dE٩z",
                "O-aB۳dE۹z",
                "٠-aB3dE9z",
                "O-áB3dÉ9z",
                "O-aB3\uFE0F\u20E3dE9\uFE0F\u20E3z",
                "O-a\u034FB3dE9z"
            })
    void it_is_found_after_the_edits_people_and_their_keyboards_make(String text) {
        assertThat(Reference.findAll(text)).containsExactly(SOUGHT);
    }

    @Test
    void it_is_found_after_a_turkish_keyboard_changed_its_case() {
        Reference sought = Reference.to(new CorrelationId("O-iI3dE9z"));

        assertThat(Reference.findAll("o-iı3de9z")).containsExactly(sought);
        assertThat(Reference.findAll("O-İI3DE9Z")).containsExactly(sought);
    }

    static IntStream dashes() {
        IntStream byType = IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(codePoint -> Character.getType(codePoint) == Character.DASH_PUNCTUATION);
        IntStream byUse = IntStream.of(
                0x00AD, 0x02D7, 0x0640, 0x2043, 0x207B, 0x208B, 0x2212, 0x2500, 0x2501, 0x2796, 0x30FC, 0xFF70);
        return IntStream.concat(byType, byUse);
    }

    @ParameterizedTest(name = "U+{0}")
    @MethodSource("dashes")
    void every_kind_of_dash_will_do(int dash) {
        assertThat(Reference.findAll("O" + Character.toString(dash) + "aB3dE9z"))
                .containsExactly(SOUGHT);
    }

    @Test
    void an_invisible_mark_between_any_two_characters_does_no_harm() {
        IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(codePoint -> Character.getType(codePoint) == Character.FORMAT)
                .filter(codePoint -> codePoint != 0x00AD) // the soft hyphen counts as a dash
                .forEach(mark -> {
                    String text = String.join(Character.toString(mark), "O-aB3dE9z".split(""));
                    assertThat(Reference.findAll(text)).as("U+%04X", mark).containsExactly(SOUGHT);
                });
    }

    @Test
    void several_are_found_in_their_order_each_once() {
        assertThat(Reference.findAll("O-bbbbbbb, o-aaaaaaa and again O-BBBBBBB; O-ccccccc"))
                .containsExactly(new Reference("o-bbbbbbb"), new Reference("o-aaaaaaa"), new Reference("o-ccccccc"));
    }

    @Test
    void glued_text_hides_none_of_them() {
        assertThat(Reference.findAll("foo-o-ab3de9z")).contains(SOUGHT);
        assertThat(Reference.findAll("O-aB3dE9zO-ccccccc")).contains(SOUGHT, new Reference("o-ccccccc"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "hello", "O-", "O-aB3dE9", "OaB3dE9z", "Q-aB3dE9z", "O-aB3 dE9z", "96899001122", "O-مرحبامر"
            })
    void text_without_a_reference_has_none(String text) {
        assertThat(Reference.findAll(text)).isEmpty();
    }

    @Property
    void a_minted_id_is_found_in_any_text(
            @ForAll long seed,
            @ForAll @StringLength(max = 30) String before,
            @ForAll @StringLength(max = 30) String after) {
        CorrelationId id = CorrelationId.mint(new Random(seed));

        assertThat(Reference.findAll(before + " " + id + " " + after)).contains(Reference.to(id));
    }

    @Property
    void no_text_is_too_strange(@ForAll @StringLength(max = 200) String text) {
        assertThat(Reference.findAll(text))
                .allSatisfy(found -> assertThat(found.folded()).matches("o-[a-z0-9]{7}"));
    }

    @Test
    void a_hostile_text_takes_no_more_time_than_a_kind_one() {
        for (String unit : List.of("o", "o-", "o -", "- ", "o-aaaaaa ", "0", "\uFDFA")) {
            String hostile = unit.repeat(65_536 / unit.length());
            assertTimeoutPreemptively(Duration.ofSeconds(10), () -> Reference.findAll(hostile), unit);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"O-ab3de9z", "o-ab3de9", "o-ab3de9zz", "o-aB3de9z", "o–ab3de9z", ""})
    void only_the_folded_form_makes_one(String folded) {
        assertThatThrownBy(() -> new Reference(folded)).isInstanceOf(InvalidValueException.class);
    }
}

package sg.com.aurix.domain.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sg.com.aurix.domain.InvalidValueException;
import sg.com.aurix.domain.Requirement;

@Requirement("RS-21")
class VisitorTest {
    @Test
    void what_a_browser_calls_itself_is_limited() {
        String longest = "x".repeat(Visitor.LONGEST_USER_AGENT);

        assertThat(new Visitor(Optional.empty(), Optional.of(longest)).userAgent())
                .contains(longest);
        assertThatThrownBy(() -> new Visitor(Optional.empty(), Optional.of(longest + "x")))
                .isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> new Visitor(Optional.of("1".repeat(65)), Optional.empty()))
                .isInstanceOf(InvalidValueException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"9fad5f62-2d08-49d4-852a-b48be43beb68", "a", "GA1.2:3_4"})
    void a_device_is_named_by_letters_digits_and_plain_punctuation(String name) {
        assertThat(new DeviceId(name).value()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "é", "a\u0000", "a\n", "<script>", "٣"})
    void any_other_device_name_is_refused(String name) {
        assertThatThrownBy(() -> new DeviceId(name)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void a_device_name_has_at_most_128_characters() {
        assertThat(new DeviceId("d".repeat(128)).value()).hasSize(128);
        assertThatThrownBy(() -> new DeviceId("d".repeat(129))).isInstanceOf(InvalidValueException.class);
    }
}

package sg.com.aurix.domain.partner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sg.com.aurix.domain.InvalidValueException;
import sg.com.aurix.domain.Requirement;
import sg.com.aurix.domain.Samples;

class NamesTest {
    @Requirement("LD-1")
    @ParameterizedTest
    @ValueSource(strings = {"", "79116377073868a", "791 163", "-1", "٧٩١", "791163770738681\n"})
    void a_channel_is_named_by_digits_alone(String value) {
        assertThat(new ChannelId("791163770738681").value()).isEqualTo("791163770738681");
        assertThatThrownBy(() -> new ChannelId(value)).isInstanceOf(InvalidValueException.class);
    }

    @Requirement("TR-7")
    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a/b", "a?b", "a#b", "a\"b", "<b>", "é", "a%20b"})
    void a_widget_token_needs_no_escaping_anywhere(String value) {
        assertThat(WidgetToken.mint(new Random(1)).value()).matches("wt_[A-Za-z0-9_-]{24}");
        assertThatThrownBy(() -> new WidgetToken(value)).isInstanceOf(InvalidValueException.class);
    }

    @Requirement("RS-21")
    @Test
    void a_partner_has_a_name_of_1_to_200_characters() {
        assertThat(new Partner(Samples.PARTNER, "é".repeat(200), Samples.NOW).name())
                .hasSize(200);
        assertThatThrownBy(() -> new Partner(Samples.PARTNER, "é".repeat(201), Samples.NOW))
                .isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> new Partner(Samples.PARTNER, " ", Samples.NOW))
                .isInstanceOf(InvalidValueException.class);
    }
}

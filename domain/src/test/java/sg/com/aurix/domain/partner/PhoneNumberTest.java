package sg.com.aurix.domain.partner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sg.com.aurix.domain.InvalidValueException;
import sg.com.aurix.domain.Requirement;

@Requirement("LD-1")
class PhoneNumberTest {
    @Test
    void it_is_digits_without_a_plus_and_can_be_written_with_one() {
        PhoneNumber number = new PhoneNumber("6587487282");

        assertThat(number.digits()).isEqualTo("6587487282");
        assertThat(number.e164()).isEqualTo("+6587487282");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "123456",
                "1234567890123456",
                "0123456789",
                "+6587487282",
                "65 8748",
                "٦٥٨٧٤٨٧٢٨٢",
                "6587487282\n"
            })
    void anything_else_is_refused(String digits) {
        assertThatThrownBy(() -> new PhoneNumber(digits)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void it_has_7_to_15_digits() {
        assertThat(new PhoneNumber("1234567").digits()).hasSize(7);
        assertThat(new PhoneNumber("123456789012345").digits()).hasSize(15);
    }

    @ParameterizedTest
    @CsvSource({
        "+65 8748 7282,6587487282",
        "6587487282,6587487282",
        "0065-8748-7282,6587487282",
        "+1 (555) 000-9999,15550009999",
        "+968.9900.1122,96899001122",
        "+968\u00A09900\u202F1122,96899001122",
        "+65\u20118748\u20137282,6587487282",
        "\u202A+968 9900 1122\u202C,96899001122",
        "(+65) 8748 7282,6587487282"
    })
    void it_is_read_as_people_and_their_address_books_write_it(String written, String digits) {
        assertThat(PhoneNumber.parse(written)).isEqualTo(new PhoneNumber(digits));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "+",
                "00",
                "8748 7282 ext. 5",
                "call me",
                "+65 8748 7282 or +65 8748 7283",
                "++6587487282",
                "+065 8748 7282"
            })
    void what_is_no_international_number_is_refused(String written) {
        assertThatThrownBy(() -> PhoneNumber.parse(written)).isInstanceOf(InvalidValueException.class);
    }
}

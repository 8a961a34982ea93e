package sg.com.aurix.domain.lead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sg.com.aurix.domain.InvalidValueException;
import sg.com.aurix.domain.Requirement;

@Requirement("LD-5")
class EmailAddressTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@b.co",
                "jane@example.com",
                "Jane.Doe+aurix@mail.example.co.uk",
                "o'brien@example.com",
                "sara_ahmed-1@ex-ample.om",
                "用户@例子.公司",
                "सारा@उदाहरण.भारत",
                "a@b.xn--p1ai"
            })
    void an_address_people_write_to_is_kept_as_it_is(String address) {
        assertThat(new EmailAddress(address).value()).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "jane",
                "jane@",
                "@example.com",
                "jane@localhost",
                "jane@example..com",
                "jane@.example.com",
                "jane@example.com.",
                "jane@-example.com",
                "jane@example-.com",
                ".jane@example.com",
                "jane.@example.com",
                "ja..ne@example.com",
                "jane doe@example.com",
                " jane@example.com",
                "jane@example.com\n",
                "jane@exa mple.com",
                "jane@example.com,joe@example.com",
                "Jane <jane@example.com>",
                "\"jane\"@example.com",
                "jane@[127.0.0.1]",
                "jane@@example.com",
                "jane@exam_ple.com",
                "ja\u0000ne@example.com"
            })
    void what_is_no_such_address_is_refused(String written) {
        assertThatThrownBy(() -> new EmailAddress(written)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void lengths_are_those_of_rfc_5321() {
        String labels = "d".repeat(63) + "." + "d".repeat(63) + ".";
        String longest = "l".repeat(64) + "@" + labels + "d".repeat(57) + ".com";

        assertThat(new EmailAddress(longest).value()).hasSize(254);
        assertRefused("l".repeat(63) + "@" + labels + "d".repeat(59) + ".com");
        assertRefused("l".repeat(65) + "@example.com");
        assertRefused("jane@" + "d".repeat(64) + ".com");
    }

    private static void assertRefused(String written) {
        assertThatThrownBy(() -> new EmailAddress(written)).isInstanceOf(InvalidValueException.class);
    }
}

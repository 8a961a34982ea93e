package sg.com.aurix.domain.partner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sg.com.aurix.domain.InvalidValueException;
import sg.com.aurix.domain.Requirement;

@Requirement("LD-5")
class LeadFormTest {
    @Test
    void name_email_and_phone_are_asked_for_unless_a_channel_says_otherwise() {
        assertThat(LeadForm.STANDARD.requiredKeys()).containsExactly(FieldKey.NAME, FieldKey.EMAIL, FieldKey.PHONE);
    }

    @Test
    void only_required_fields_are_required() {
        LeadForm form = new LeadForm(List.of(
                new LeadField(FieldKey.NAME, "Your name", false),
                LeadField.required(new FieldKey("preferred_outlet"))));

        assertThat(form.requiredKeys()).containsExactly(new FieldKey("preferred_outlet"));
    }

    @Test
    void a_form_that_makes_no_sense_is_refused() {
        assertRefused(List.of());
        assertRefused(List.of(LeadField.required(FieldKey.NAME), new LeadField(FieldKey.NAME, "Again", false)));
        assertRefused(List.of(new LeadField(FieldKey.NAME, "Your name", false)));
        assertRefused(fields(51));
    }

    @Test
    void a_form_has_at_most_50_fields_with_labels_of_at_most_100_characters() {
        assertThat(new LeadForm(fields(50)).requiredKeys()).hasSize(50);
        assertThat(new LeadField(FieldKey.NAME, "é".repeat(100), true).label()).hasSize(100);
        assertThatThrownBy(() -> new LeadField(FieldKey.NAME, "é".repeat(101), true))
                .isInstanceOf(InvalidValueException.class);
    }

    private static List<LeadField> fields(int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> LeadField.required(new FieldKey("field_" + i)))
                .toList();
    }

    private static void assertRefused(List<LeadField> fields) {
        assertThatThrownBy(() -> new LeadForm(fields)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void a_key_is_snake_case_of_at_most_64_characters() {
        assertThat(new FieldKey("utm_2").value()).isEqualTo("utm_2");
        assertThat(new FieldKey("az_09_").value()).isEqualTo("az_09_");
        assertThat(new FieldKey("k".repeat(64)).value()).hasSize(64);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "_x",
                "2nd",
                "Name",
                "preferred-outlet",
                "preferred outlet",
                "naïve",
                "a\u0000",
                "name\n",
                "a{",
                "a`",
                "a/",
                "a:",
                "a٣"
            })
    void a_key_that_is_not_is_refused(String key) {
        assertThatThrownBy(() -> new FieldKey(key)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> new FieldKey("k".repeat(65))).isInstanceOf(InvalidValueException.class);
    }

    @Requirement("API-7")
    @ParameterizedTest
    @ValueSource(strings = {"contact_name", "contact_number", "contact_email"})
    void a_key_does_not_clash_with_what_lead_json_calls_the_standard_ones(String key) {
        assertThatThrownBy(() -> new FieldKey(key)).isInstanceOf(InvalidValueException.class);
    }
}

package sg.com.aurix.domain.lead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sg.com.aurix.domain.InvalidValueException;
import sg.com.aurix.domain.Requirement;
import sg.com.aurix.domain.partner.FieldKey;
import sg.com.aurix.domain.partner.LeadField;
import sg.com.aurix.domain.partner.LeadForm;
import sg.com.aurix.domain.partner.PhoneNumber;

@Requirement("LD-5")
class LeadDataTest {
    private static final FieldKey OUTLET = new FieldKey("preferred_outlet");

    @Test
    void newer_data_overwrites_and_completes() {
        LeadData merged =
                data("name", "Jane", "email", "jane@example.com").with(data("phone", "6587487282", "name", "Jo"));

        assertThat(merged).isEqualTo(data("name", "Jo", "email", "jane@example.com", "phone", "6587487282"));
        assertThat(merged.phone()).contains(new PhoneNumber("6587487282"));
    }

    @Test
    void a_fallback_only_fills_gaps() {
        assertThat(data("name", "Jane").orElse(data("name", "jane_1990", "phone", "6587487282")))
                .isEqualTo(data("name", "Jane", "phone", "6587487282"));
    }

    @Test
    void data_points_keep_the_order_in_which_they_were_first_collected() {
        LeadData merged = data("preferred_outlet", "Orchard", "email", "a@b.co")
                .with(data("name", "Jane", "preferred_outlet", "Bugis"))
                .orElse(data("budget", "100", "email", "x@y.zz"));

        assertThat(merged.values().keySet().stream().map(FieldKey::value))
                .containsExactly("preferred_outlet", "email", "name", "budget");
    }

    @Test
    void it_satisfies_a_form_when_everything_required_is_there() {
        LeadForm form = new LeadForm(List.of(
                LeadField.required(FieldKey.EMAIL),
                LeadField.required(OUTLET),
                new LeadField(FieldKey.NAME, "Your name", false)));

        assertThat(data("email", "a@b.co").satisfies(form)).isFalse();
        assertThat(data("email", "a@b.co", "preferred_outlet", "Orchard").satisfies(form))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"email,jane", "email,jane@example", "phone,+6587487282", "phone,12", "name,''", "budget,' '"})
    void a_value_that_is_not_valid_under_its_key_is_refused(String key, String value) {
        assertThatThrownBy(() -> data(key, value)).isInstanceOf(InvalidValueException.class);
    }

    @Requirement("RS-21")
    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "\uD83D", "a\u0007"})
    void a_value_that_cannot_be_stored_is_refused(String value) {
        assertThatThrownBy(() -> data("name", value)).isInstanceOf(InvalidValueException.class);
    }

    @Requirement("RS-21")
    @Test
    void values_and_their_number_are_limited() {
        Map<FieldKey, String> most = new LinkedHashMap<>();
        for (int i = 0; i < 100; i++) {
            most.put(new FieldKey("field_" + i), "😀".repeat(1000));
        }

        LeadData full = new LeadData(most);
        assertThat(full.with(data("field_7", "changed")).values()).hasSize(100);
        assertThatThrownBy(() -> full.with(data("one_more", "x"))).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> data("name", "x".repeat(1001))).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void nobody_changes_it_afterwards() {
        Map<FieldKey, String> given = new LinkedHashMap<>(Map.of(FieldKey.NAME, "Jane"));
        LeadData data = new LeadData(given);
        given.clear();

        assertThat(data.get(FieldKey.NAME)).contains("Jane");
        assertThatThrownBy(() -> data.values().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    private static LeadData data(String... keysAndValues) {
        Map<FieldKey, String> values = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            values.put(new FieldKey(keysAndValues[i]), keysAndValues[i + 1]);
        }
        return new LeadData(values);
    }
}

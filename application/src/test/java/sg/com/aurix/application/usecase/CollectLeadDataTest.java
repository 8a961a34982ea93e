package sg.com.aurix.application.usecase;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sg.com.aurix.application.contract.Race;
import sg.com.aurix.application.contract.Requirement;
import sg.com.aurix.application.usecase.CollectLeadData.FieldProblem;
import sg.com.aurix.application.usecase.CollectLeadData.Outcome;
import sg.com.aurix.domain.conversation.ConversationId;
import sg.com.aurix.domain.lead.Lead;
import sg.com.aurix.domain.lead.LeadStatus;
import sg.com.aurix.domain.partner.FieldKey;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.webhook.EventType;

class CollectLeadDataTest {
    private final Salon salon = Salon.open();
    private final Lead lead = salon.heardFrom(Salon.JANE, "hello");

    @Requirement("LD-5")
    @Test
    void values_are_kept_in_their_normal_form() {
        Lead after = collected(Map.of("email", " jane@example.com ", "phone", "+1 (555) 000-9999", "budget", " 100 "));

        assertThat(after.data().get(FieldKey.EMAIL)).contains("jane@example.com");
        assertThat(after.data().get(FieldKey.PHONE)).contains("15550009999");
        assertThat(after.data().get(new FieldKey("budget"))).contains("100");
        assertThat(after.status()).isEqualTo(LeadStatus.COMPLETE);
    }

    @Requirement("LD-5")
    @Test
    void the_last_required_field_completes_the_lead_once_and_later_ones_only_update_it() {
        collected(Map.of("email", "jane@example.com"));
        salon.pass(Duration.ofMinutes(1));

        Lead after = collected(Map.of("email", "jane.doe@example.com", "budget", "100"));

        assertThat(after.data().get(FieldKey.EMAIL)).contains("jane.doe@example.com");
        assertThat(after.updatedAt()).isAfter(after.completedAt().orElseThrow());
        assertThat(salon.listener.heardTypes()).containsExactly(EventType.LEAD_COMPLETE);
    }

    @Requirement("LD-5")
    @Test
    void of_many_who_complete_a_lead_at_once_one_is_told_of() {
        Race.run(
                number -> salon.collected(lead, Map.of("email", "jane" + number + "@example.com", "f_" + number, "x")));

        assertThat(salon.leads().get(0).data().values()).hasSize(3 + 8);
        assertThat(salon.listener.heardTypes()).containsExactly(EventType.LEAD_COMPLETE);
    }

    @Test
    void fields_that_say_nothing_new_leave_the_lead_as_it_is() {
        Lead first = collected(Map.of("budget", "100"));
        salon.pass(Duration.ofMinutes(1));

        assertThat(collected(Map.of("budget", "100"))).isEqualTo(first);
    }

    @Test
    void one_invalid_field_keeps_all_of_them_out_and_every_problem_is_named() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("budget", "100");
        fields.put("email", "jane");
        fields.put("phone", "12");
        fields.put("Preferred Outlet", "Orchard");
        fields.put("contact_name", "Jane");
        fields.put("note", " ");
        fields.put("nul", "\u0000");

        assertThat(salon.collected(lead, fields))
                .isInstanceOfSatisfying(
                        Outcome.Invalid.class,
                        invalid -> assertThat(invalid.problems())
                                .containsExactly(
                                        new FieldProblem("email", "must be an e-mail address such as jane@example.com"),
                                        new FieldProblem(
                                                "phone",
                                                "must be an international phone number of 7 to 15 digits with its"
                                                        + " country code"),
                                        new FieldProblem(
                                                "Preferred Outlet",
                                                "must be 1 to 64 lower-case letters, digits or underscores and begin"
                                                        + " with a letter"),
                                        new FieldProblem(
                                                "contact_name",
                                                "must not be contact_name, contact_number or contact_email: use name,"
                                                        + " phone or email"),
                                        new FieldProblem("note", "must not be empty"),
                                        new FieldProblem("nul", "must not contain control characters")));
        assertThat(salon.leads()).containsExactly(lead);
    }

    @Requirement("RS-21")
    @Test
    void too_many_fields_are_refused_whether_at_once_or_little_by_little() {
        assertThat(salon.collected(lead, fields(0, 101))).isInstanceOf(Outcome.Invalid.class);
        assertThat(salon.collected(lead, fields(0, 98))).isInstanceOf(Outcome.Collected.class);

        assertThat(salon.collected(lead, fields(98, 99)))
                .isEqualTo(new Outcome.Invalid(List.of(new FieldProblem("", "must be at most 100 fields"))));
    }

    private static Map<String, String> fields(int from, int to) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (int i = from; i < to; i++) {
            fields.put("field_" + i, "x");
        }
        return fields;
    }

    @Requirement({"API-8", "RS-18"})
    @Test
    void another_partners_conversation_is_as_unknown_as_one_that_is_not_there() {
        PartnerId stranger =
                salon.aurix.administerPartners().addPartner("Other").id();
        Map<String, String> fields = Map.of("budget", "100", "email", "invalid");

        assertThat(salon.aurix
                        .collectLeadData()
                        .collect(stranger, lead.conversation().id(), fields))
                .isEqualTo(salon.aurix.collectLeadData().collect(salon.partnerId, new ConversationId(404), fields))
                .isEqualTo(new Outcome.UnknownConversation());
        assertThat(salon.leads()).containsExactly(lead);
    }

    private Lead collected(Map<String, String> fields) {
        return ((Outcome.Collected) salon.collected(lead, fields)).lead().lead();
    }
}

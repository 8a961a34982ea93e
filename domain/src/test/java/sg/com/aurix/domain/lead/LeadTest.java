package sg.com.aurix.domain.lead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sg.com.aurix.domain.Requirement;
import sg.com.aurix.domain.Samples;
import sg.com.aurix.domain.partner.FieldKey;
import sg.com.aurix.domain.partner.LeadForm;
import sg.com.aurix.domain.tracking.CorrelationId;

class LeadTest {
    private static final Instant LATER = Samples.NOW.plusSeconds(60);
    private static final Instant MUCH_LATER = Samples.NOW.plusSeconds(3600);
    private static final LeadData SOME = new LeadData(Map.of(FieldKey.NAME, "Jane Doe"));
    private static final LeadData ALL =
            SOME.with(new LeadData(Map.of(FieldKey.EMAIL, "jane@example.com", FieldKey.PHONE, "6587487282")));

    @Requirement("LD-4")
    @Test
    void it_begins_active_and_knows_nothing() {
        Lead lead = Samples.lead();

        assertThat(lead.status()).isEqualTo(LeadStatus.ACTIVE);
        assertThat(lead.data()).isEqualTo(LeadData.NONE);
        assertThat(lead.createdAt()).isEqualTo(lead.updatedAt()).isEqualTo(Samples.NOW);
    }

    @Requirement("LD-3")
    @Test
    void a_session_makes_it_correlated() {
        Lead lead = Samples.lead().correlate(Samples.REFERENCE, LATER);

        assertThat(lead.status()).isEqualTo(LeadStatus.CORRELATED);
        assertThat(lead.correlationId()).contains(Samples.REFERENCE);
        assertThat(lead.updatedAt()).isEqualTo(LATER);
    }

    @Requirement("LD-3")
    @Test
    void it_keeps_the_first_session_it_is_linked_to() {
        Lead lead = Samples.lead().correlate(Samples.REFERENCE, LATER);

        assertThatThrownBy(() -> lead.correlate(new CorrelationId("O-ccccccc"), MUCH_LATER))
                .isInstanceOf(IllegalStateException.class);
    }

    @Requirement("LD-5")
    @Test
    void the_last_required_data_point_completes_it() {
        Lead incomplete = Samples.lead().collect(SOME, LeadForm.STANDARD, LATER);
        Lead complete = incomplete.collect(ALL, LeadForm.STANDARD, MUCH_LATER);

        assertThat(incomplete.status()).isEqualTo(LeadStatus.ACTIVE);
        assertThat(incomplete.updatedAt()).isEqualTo(LATER);
        assertThat(complete.status()).isEqualTo(LeadStatus.COMPLETE);
        assertThat(complete.completedAt()).contains(MUCH_LATER);
        assertThat(complete.correlationId()).isEmpty();
    }

    @Requirement("LD-5")
    @Test
    void a_complete_lead_takes_changes_and_stays_complete_since_the_first_time() {
        Lead complete = Samples.lead().collect(ALL, LeadForm.STANDARD, LATER);
        LeadData renamed = ALL.with(new LeadData(Map.of(FieldKey.NAME, "Jane Smith")));

        Lead changed = complete.collect(renamed, LeadForm.STANDARD, MUCH_LATER);

        assertThat(changed.data()).isEqualTo(renamed);
        assertThat(changed.updatedAt()).isEqualTo(MUCH_LATER);
        assertThat(changed.completedAt()).contains(LATER);
    }

    @Requirement({"LD-4", "LD-5"})
    @Test
    void a_session_that_is_found_later_does_not_undo_completion() {
        Lead lead = Samples.lead().collect(ALL, LeadForm.STANDARD, LATER).correlate(Samples.REFERENCE, MUCH_LATER);

        assertThat(lead.status()).isEqualTo(LeadStatus.COMPLETE);
        assertThat(lead.correlationId()).contains(Samples.REFERENCE);
    }

    @Test
    void data_that_says_nothing_new_leaves_it_as_it_is() {
        Lead lead = Samples.lead().collect(SOME, LeadForm.STANDARD, LATER);

        assertThat(lead.collect(SOME, LeadForm.STANDARD, MUCH_LATER)).isSameAs(lead);
    }

    @Test
    void a_form_that_asks_for_less_completes_it_without_new_data() {
        Lead lead = Samples.lead().collect(SOME, LeadForm.STANDARD, LATER);
        LeadForm nameOnly = new LeadForm(LeadForm.STANDARD.fields().subList(0, 1));

        assertThat(lead.collect(SOME, nameOnly, MUCH_LATER).completedAt()).contains(MUCH_LATER);
    }

    @Test
    void statuses_are_published_in_lower_case() {
        assertThat(LeadStatus.values())
                .extracting(LeadStatus::published)
                .containsExactly("active", "correlated", "complete");
    }
}

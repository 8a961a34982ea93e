package sg.com.aurix.application.usecase;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sg.com.aurix.application.contract.Requirement;
import sg.com.aurix.application.port.AttributionRow;
import sg.com.aurix.application.port.LeadRow;
import sg.com.aurix.application.port.OutboxEvent;
import sg.com.aurix.application.port.PageRequest;
import sg.com.aurix.domain.conversation.Contact;
import sg.com.aurix.domain.lead.Lead;
import sg.com.aurix.domain.lead.LeadStatus;
import sg.com.aurix.domain.partner.FieldKey;

/** From a click on the website to a complete lead, with every body the partner's listener receives on the way. */
class JourneyTest {
    private final Salon salon = Salon.open();

    @Requirement({"TR-3", "LD-3", "LD-5", "WH-5", "API-2", "API-7"})
    @Test
    void a_click_becomes_a_correlated_and_then_a_complete_lead() {
        TrackClick.Outcome.Tracked click = salon.clicked();
        String id = click.click().correlationId().value();

        assertThat(click.handOff().url())
                .isEqualTo(
                        "https://wa.me/6587487282?text=Reference%3A%20" + id + "%20%28Please%20send%20this%20reference"
                                + "%20number%20so%20that%20we%20can%20serve%20you%20better%2C%20thank%20you%21%29"
                                + "%20I%27d%20like%20to%20book.");
        assertHeardLast("widget.click", "2026-01-02T11:17:02.644566Z", """
            {"correlation_id":"%s","device_id":"9fad5f62-2d08-49d4-852a-b48be43beb68",\
            "click_url":"https://example.com/landing?utm_source=google","parsed_params":{"utm_source":"google"},\
            "ip_address":"127.0.0.1","user_agent":"Mozilla/5.0..."}\
            """.formatted(id));

        salon.pass(Duration.ofSeconds(57));
        Lead correlated = salon.heardFrom(Salon.JANE, click.handOff().text());

        assertThat(correlated.status()).isEqualTo(LeadStatus.CORRELATED);
        assertHeardLast("lead.correlated", "2026-01-02T11:17:59.644566Z", """
            {"correlation_id":"%s","conversation_id":1,"phone_number":"6512345678","lead_status":"correlated",\
            "channel_id":"791163770738681"}\
            """.formatted(id));

        salon.pass(Duration.ofMinutes(5));
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("company", "Mock Inc");
        fields.put("phone", "+1 (555) 000-9999");
        fields.put("intent", "Testing Webhooks");
        fields.put("email", "mock@example.com");
        fields.put("name", "Mock User");
        salon.collected(correlated, fields);

        assertHeardLast("lead.complete", "2026-01-02T11:22:59.644566Z", """
            {"correlation_id":"%s","conversation_id":1,"lead_status":"complete","lead_data":{"name":"Mock User",\
            "email":"mock@example.com","phone":"+15550009999","company":"Mock Inc","intent":"Testing Webhooks"}}\
            """.formatted(id));
        assertThat(salon.listener.heard()).hasSize(3);
    }

    @Requirement({"API-6", "API-7"})
    @Test
    void both_lists_show_what_came_of_it() {
        TrackClick.Outcome.Tracked click = salon.clicked();
        salon.pass(Duration.ofSeconds(57));
        Lead correlated = salon.heardFrom(Salon.JANE, click.handOff().text());
        salon.pass(Duration.ofMinutes(5));
        salon.collected(correlated, Map.of("email", "mock@example.com", "lead_type", "bridal"));

        assertThat(salon.aurix.listAttribution().list(salon.partnerId, PageRequest.first(50)))
                .isEqualTo(new Page<>(
                        List.of(new AttributionRow(
                                click.click(),
                                Optional.of(Instant.parse("2026-01-02T11:17:59.644566Z")),
                                Optional.of("bridal"))),
                        Optional.empty()));
        LeadRow row = salon.aurix
                .listLeads()
                .list(salon.partnerId, PageRequest.first(50))
                .rows()
                .get(0);
        assertThat(row.firstClick()).contains(click.click());
        assertThat(row.lead().status()).isEqualTo(LeadStatus.COMPLETE);
        assertThat(row.lead().createdAt()).isEqualTo(Instant.parse("2026-01-02T11:17:59.644566Z"));
        assertThat(row.lead().updatedAt()).isEqualTo(Instant.parse("2026-01-02T11:22:59.644566Z"));
        assertThat(row.lead().data().values())
                .containsEntry(FieldKey.NAME, "Jane Doe")
                .containsEntry(FieldKey.PHONE, "6512345678");
    }

    @Requirement({"LD-3", "LD-5"})
    @Test
    void one_message_can_correlate_and_complete_a_lead_in_that_order() {
        String reference = salon.clicked().click().correlationId().value();
        salon.pass(Duration.ofMillis(1));

        Lead lead = salon.heardFrom(Salon.JANE, reference + " my address is jane@example.com");

        assertThat(lead.status()).isEqualTo(LeadStatus.COMPLETE);
        assertThat(salon.listener.heard())
                .extracting(event -> event.type().published())
                .containsExactly("widget.click", "lead.correlated", "lead.complete");
        assertThat(salon.listener.heard())
                .extracting(event -> event.id().published())
                .isSorted();
        assertThat(salon.listener.heard().get(1).body().text()).contains("\"lead_status\":\"correlated\"");
    }

    @Requirement({"LD-5", "API-7"})
    @Test
    void a_lead_without_a_click_completes_with_a_null_reference() {
        salon.heardFrom(Salon.JANE, "hi, jane@example.com here");

        assertHeardLast("lead.complete", "2026-01-02T11:17:02.644566Z", """
            {"correlation_id":null,"conversation_id":1,"lead_status":"complete","lead_data":{"name":"Jane Doe",\
            "email":"jane@example.com","phone":"+6512345678"}}\
            """);
        assertThat(salon.aurix
                        .listLeads()
                        .list(salon.partnerId, PageRequest.first(1))
                        .rows()
                        .get(0)
                        .firstClick())
                .isEmpty();
    }

    @Requirement("LD-7")
    @Test
    void a_contact_without_a_phone_number_is_told_of_with_null() {
        String reference = salon.clicked().click().correlationId().value();

        salon.heardFrom(new Contact(Salon.JANE.userId(), Optional.empty()), reference);

        assertHeardLast("lead.correlated", "2026-01-02T11:17:02.644566Z", """
            {"correlation_id":"%s","conversation_id":1,"phone_number":null,"lead_status":"correlated",\
            "channel_id":"791163770738681"}\
            """.formatted(reference));
    }

    @Requirement("LD-7")
    @Test
    void a_contact_that_shows_no_phone_number_is_told_of_with_the_one_that_was_collected() {
        Contact withoutPhone = new Contact(Salon.JANE.userId(), Optional.empty());
        Lead lead = salon.heardFrom(withoutPhone, "hello");
        salon.collected(lead, Map.of("phone", "+968 9900 1122"));
        String reference = salon.clicked().click().correlationId().value();

        salon.heardFrom(withoutPhone, reference);

        assertThat(salon.listener.heardLast().body().text()).contains("\"phone_number\":\"96899001122\"");
    }

    /** The envelope around the data, key for key, and that the same bytes are kept. */
    private void assertHeardLast(String type, String timestamp, String data) {
        OutboxEvent event = salon.listener.heardLast();
        assertThat(event.body().text())
                .isEqualTo("{\"event_type\":\"" + type + "\",\"event_id\":\""
                        + event.id().published() + "\",\"timestamp\":\"" + timestamp + "\",\"data\":" + data + "}");
        assertThat(salon.ports
                        .outbox()
                        .find(salon.partnerId, event.id())
                        .orElseThrow()
                        .event())
                .isEqualTo(event);
    }
}

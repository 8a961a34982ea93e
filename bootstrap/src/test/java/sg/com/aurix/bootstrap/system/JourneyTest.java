package sg.com.aurix.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.standardwebhooks.Webhook;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import sg.com.aurix.application.contract.Requirement;

class JourneyTest {
    @Test
    @Requirement({"TR-3", "TR-6", "LD-1", "LD-3", "LD-5", "WH-3", "WH-4", "WH-5", "API-6", "API-7"})
    void a_click_travels_all_the_way_to_a_complete_lead() throws Exception {
        TestPartner partner = TestPartner.create();
        try (Listener listener = new Listener()) {
            String secret = partner.listenWith(listener);

            String reference = partner.click("https://example.com/landing?utm_source=google&utm_source=search");
            await().until(() -> listener.types().equals(List.of("widget.click")));

            Messages messages = new Messages(partner);
            messages.send("Reference: " + reference + " (Please send this reference number so that ...)");
            await().until(() -> listener.types().equals(List.of("widget.click", "lead.correlated")));

            messages.send("my address is sara@example.com, thanks");
            await().until(() -> listener.types().equals(List.of("widget.click", "lead.correlated", "lead.complete")));

            for (Listener.Heard event : listener.heard()) {
                verifyAsPublished(event, secret);
                new Webhook("whsec_" + secret.substring(6)).verify(event.body(), event.headers());
            }
            JsonNode complete = listener.heard().get(2).json().path("data");
            assertThat(complete.path("lead_data").toString())
                    .isEqualTo("{\"name\":\"Sara Ahmed\",\"email\":\"sara@example.com\",\"phone\":\"+96899001122\"}");
            assertRows(partner, reference);
        }
    }

    /** Python: hmac.compare_digest(hmac.new(secret.encode(), raw_body, hashlib.sha256).hexdigest(), header) */
    private static void verifyAsPublished(Listener.Heard event, String secret) {
        assertThat(event.header("x-hub-signature"))
                .isEqualTo(Calls.hmacHex(secret, event.body().getBytes(StandardCharsets.UTF_8)));
    }

    private static void assertRows(TestPartner partner, String reference) {
        JsonNode lead = partner.leads().get(0);
        assertThat(lead.path("lead_status").asText()).isEqualTo("complete");
        assertThat(lead.path("lead_json").toString())
                .isEqualTo("{\"contact_name\":\"Sara Ahmed\",\"contact_number\":\"96899001122\","
                        + "\"contact_email\":\"sara@example.com\"}");
        assertThat(lead.path("parsed_params").toString()).isEqualTo("{\"utm_source\":[\"google\",\"search\"]}");

        JsonNode row = partner.attribution().get(0);
        assertThat(row.path("correlation_id").asText()).isEqualTo(reference);
        assertThat(row.path("correlated_at").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z");
        assertThat(row.path("ip_address").asText()).isEqualTo("127.0.0.1");
        assertThat(row.path("user_agent").asText()).isEqualTo("Mozilla/5.0 (test)");
    }
}

package sg.com.aurix.adapters.http.partnerapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sg.com.aurix.adapters.http.Answer;
import sg.com.aurix.adapters.http.TestPartner;
import sg.com.aurix.adapters.http.TestServer;
import sg.com.aurix.application.contract.Requirement;
import sg.com.aurix.application.usecase.CollectLeadData;
import sg.com.aurix.domain.lead.Lead;
import sg.com.aurix.domain.tracking.Click;

@Requirement("API-7")
final class LeadListTest {
    private static final TestServer server = TestServer.shared();

    private final TestPartner partner = server.newPartner();

    @Test
    @Requirement("API-2")
    void the_list_has_the_documented_envelope() {
        Answer answer = leads("");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("content-type")).hasValue("application/json");
        assertThat(answer.text()).isEqualTo("{\"status\":200,\"message\":\"ok\",\"data\":[]}");
    }

    @Test
    @Requirement("API-2")
    void a_lead_without_a_click_has_the_documented_row() {
        Lead lead = partner.message("6587487282", "Jane Doe", "Good morning");
        collect(lead, Map.of("email", "jane@example.com"));
        Lead known = collect(lead, Map.of("preferred_outlet", "Orchard Gateway"));

        JsonNode row = leads("?limit=5").json().get("data").get(0);

        assertThat(Answer.names(row))
                .containsExactly(
                        "lead_id",
                        "lead_status",
                        "lead_json",
                        "created_at",
                        "updated_at",
                        "click_url",
                        "parsed_params",
                        "ip_address",
                        "user_agent");
        assertThat(row.get("lead_id").isIntegralNumber()).isTrue();
        assertThat(row.get("lead_id").asLong()).isEqualTo(lead.id().value());
        assertThat(row.get("lead_status").asText()).isEqualTo("complete");
        assertThat(row.get("lead_json").toString())
                .isEqualTo("{\"contact_name\":\"Jane Doe\",\"contact_number\":\"6587487282\","
                        + "\"contact_email\":\"jane@example.com\",\"preferred_outlet\":\"Orchard Gateway\"}");
        assertThat(row.get("created_at").asText()).isEqualTo(lead.createdAt().toString());
        assertThat(row.get("updated_at").asText()).isEqualTo(known.updatedAt().toString());
        assertThat(row.get("created_at").asText()).matches("[0-9-]{10}T[0-9:]{8}\\.[0-9]{6}Z");
        for (String attribution : new String[] {"click_url", "parsed_params", "ip_address", "user_agent"}) {
            assertThat(row.get(attribution).isNull()).as(attribution).isTrue();
        }
    }

    @Test
    void what_is_not_known_of_the_contact_is_null() {
        partner.message("6587487282", "Jane Doe", "Good morning");

        assertThat(leads("").json().get("data").get(0).get("lead_json").toString())
                .isEqualTo("{\"contact_name\":\"Jane Doe\",\"contact_number\":\"6587487282\",\"contact_email\":null}");
    }

    @Test
    @Requirement("TR-4")
    void a_lead_with_a_click_shows_the_click_that_brought_it() {
        Click click = partner.click("device-1", "https://shop.example/a?utm_source=google&utm_source=search&empty=");
        partner.click("device-1", "https://shop.example/later");
        partner.message("6587487282", "Jane Doe", "Reference: " + click.correlationId());

        JsonNode row = leads("").json().get("data").get(0);

        assertThat(row.get("lead_status").asText()).isEqualTo("correlated");
        assertThat(row.get("click_url").asText()).isEqualTo(click.clickUrl().value());
        assertThat(row.get("parsed_params").toString())
                .isEqualTo("{\"utm_source\":[\"google\",\"search\"],\"empty\":\"\"}");
        assertThat(row.get("ip_address").asText()).isEqualTo("101.100.185.9");
        assertThat(row.get("user_agent").asText()).isEqualTo("Mozilla/5.0");
    }

    @Test
    @Requirement("TR-4")
    void what_json_escapes_comes_back_as_it_was_presented() {
        Click click = partner.click("device-1", "https://shop.example/é?q%22=%5C%0A&q%22=%F0%9F%9A%80");
        partner.message("6587487282", "Jane \"Doe\" 😀", "Reference: " + click.correlationId());

        JsonNode row = leads("").json().get("data").get(0);

        assertThat(row.get("click_url").asText()).isEqualTo(click.clickUrl().value());
        assertThat(row.get("parsed_params").get("q\"").get(0).asText()).isEqualTo("\\\n");
        assertThat(row.get("parsed_params").get("q\"").get(1).asText()).isEqualTo("🚀");
        assertThat(row.get("lead_json").get("contact_name").asText()).isEqualTo("Jane \"Doe\" 😀");
    }

    @Test
    void a_click_without_parameters_is_an_empty_object_and_not_null() {
        Click click = partner.click("device-1", "https://shop.example/");
        partner.message("6587487282", "Jane Doe", "Reference: " + click.correlationId());

        assertThat(leads("").json().get("data").get(0).get("parsed_params").toString())
                .isEqualTo("{}");
    }

    private Lead collect(Lead lead, Map<String, String> fields) {
        var outcome = server.aurix()
                .collectLeadData()
                .collect(partner.id(), lead.conversation().id(), fields);
        if (outcome instanceof CollectLeadData.Outcome.Collected collected) {
            return collected.lead().lead();
        }
        throw new AssertionError("the fields are valid");
    }

    private Answer leads(String query) {
        return partner.get("/integrations/external/leads" + query);
    }
}

package sg.com.aurix.adapters.http.partnerapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sg.com.aurix.adapters.http.Answer;
import sg.com.aurix.adapters.http.TestPartner;
import sg.com.aurix.adapters.http.TestServer;
import sg.com.aurix.application.contract.Requirement;
import sg.com.aurix.application.usecase.PublishedTime;
import sg.com.aurix.domain.lead.Lead;
import sg.com.aurix.domain.tracking.Click;

@Requirement("API-6")
final class AttributionListTest {
    private static final List<String> FIRST_SHAPE = List.of(
            "correlation_id",
            "device_id",
            "created_at",
            "correlated_at",
            "click_url",
            "parsed_params",
            "ip_address",
            "user_agent",
            "lead_type");
    private static final List<String> SECOND_SHAPE = List.of(
            "wa_inbound_source_correlation_id",
            "wa_inbound_source_device_id",
            "wa_inbound_source_click_url",
            "wa_inbound_source_first_raw_url",
            "wa_inbound_source_parsed_params",
            "wa_inbound_source_ip_address",
            "wa_inbound_source_user_agent",
            "wa_inbound_source_correlated_at");
    private static final List<String> BEYOND = List.of("referrer", "page_title", "is_bot", "last_parsed_params");

    private static final TestServer server = TestServer.shared();

    private final TestPartner partner = server.newPartner();

    @Test
    @Requirement("API-2")
    void the_list_has_the_documented_envelope() {
        assertThat(attribution().text()).isEqualTo("{\"status\":200,\"message\":\"ok\",\"data\":[]}");
    }

    @Test
    void each_row_carries_both_documented_shapes() {
        Click click = partner.click("16e1d281-9fc7-48fa-b34c-2dbac4ae4879", "https://app.aurix.com.sg/auth/login");

        JsonNode row = attribution().json().get("data").get(0);

        assertThat(Answer.names(row)).startsWith(FIRST_SHAPE.toArray(String[]::new));
        assertThat(Answer.names(row))
                .containsExactlyElementsOf(Stream.of(FIRST_SHAPE, SECOND_SHAPE, BEYOND)
                        .flatMap(List::stream)
                        .toList());
        assertThat(row.get("correlation_id").asText())
                .isEqualTo(click.correlationId().value());
        assertThat(row.get("device_id").asText()).isEqualTo("16e1d281-9fc7-48fa-b34c-2dbac4ae4879");
        assertThat(row.get("created_at").asText()).isEqualTo(PublishedTime.of(click.clickedAt()));
        assertThat(row.get("correlated_at").isNull()).isTrue();
        assertThat(row.get("click_url").asText()).isEqualTo("https://app.aurix.com.sg/auth/login");
        assertThat(row.get("parsed_params").toString()).isEqualTo("{}");
        assertThat(row.get("ip_address").asText()).isEqualTo("101.100.185.9");
        assertThat(row.get("user_agent").asText()).isEqualTo("Mozilla/5.0");
        assertThat(row.get("lead_type").isNull()).isTrue();
        for (String name : SECOND_SHAPE) {
            String same = name.substring("wa_inbound_source_".length());
            assertThat(row.get(name)).as(name).isEqualTo(row.get(same.equals("first_raw_url") ? "click_url" : same));
        }
        assertThat(row.get("referrer").isNull()).isTrue();
        assertThat(row.get("page_title").isNull()).isTrue();
        assertThat(row.get("is_bot").isBoolean()).isTrue();
        assertThat(row.get("is_bot").asBoolean()).isFalse();
        assertThat(row.get("last_parsed_params").toString()).isEqualTo("{}");
    }

    @Test
    @Requirement({"TR-3", "API-6"})
    void there_is_one_row_for_each_click() {
        Click first = partner.click("device-1", "https://shop.example/a");
        Click second = partner.click("device-1", "https://shop.example/b");

        JsonNode rows = attribution().json().get("data");

        assertThat(second.correlationId()).isEqualTo(first.correlationId());
        assertThat(rows).hasSize(2);
        assertThat(rows.get(0).get("click_url").asText()).isEqualTo("https://shop.example/b");
        assertThat(rows.get(1).get("click_url").asText()).isEqualTo("https://shop.example/a");
    }

    @Test
    @Requirement("API-7")
    void a_correlated_row_tells_when_and_the_collected_lead_type() {
        Click click = partner.click("device-1", "https://shop.example/a?a=1&a=2&b=x%20y");
        Lead lead = partner.message("6587487282", "Jane Doe", "Reference: " + click.correlationId());
        server.aurix()
                .collectLeadData()
                .collect(partner.id(), lead.conversation().id(), Map.of("lead_type", "walk-in"));

        JsonNode row = attribution().json().get("data").get(0);

        assertThat(row.get("correlated_at").asText()).isEqualTo(PublishedTime.of(lead.updatedAt()));
        assertThat(row.get("wa_inbound_source_correlated_at")).isEqualTo(row.get("correlated_at"));
        assertThat(row.get("lead_type").asText()).isEqualTo("walk-in");
        assertThat(row.get("parsed_params").toString()).isEqualTo("{\"a\":[\"1\",\"2\"],\"b\":\"x y\"}");
    }

    @Test
    @Requirement("TR-4")
    void what_json_escapes_comes_back_as_it_was_presented() {
        Click click = partner.click("device-1", "https://shop.example/a?q%22=%5C%0A%00%22&q%22=%F0%9F%9A%80&%C3%A9=");

        JsonNode row = attribution().json().get("data").get(0);

        for (String params : List.of("parsed_params", "wa_inbound_source_parsed_params", "last_parsed_params")) {
            assertThat(Answer.names(row.get(params))).as(params).containsExactly("q\"", "é");
            assertThat(row.get(params).get("q\"").get(0).asText()).isEqualTo("\\\n\0\"");
            assertThat(row.get(params).get("q\"").get(1).asText()).isEqualTo("🚀");
            assertThat(row.get(params).get("é").asText()).isEmpty();
        }
        assertThat(row.get("click_url").asText()).isEqualTo(click.clickUrl().value());
    }

    @Test
    @Requirement("TR-4")
    void an_address_with_quotes_and_letters_of_any_script_comes_back_as_it_was() {
        String url = "https://shop.example/é/\"\\?q=\"😀\"";
        partner.click("device-1", url);

        JsonNode row = attribution().json().get("data").get(0);

        for (String field : List.of("click_url", "wa_inbound_source_click_url", "wa_inbound_source_first_raw_url")) {
            assertThat(row.get(field).asText()).as(field).isEqualTo(url);
        }
    }

    private Answer attribution() {
        return partner.get("/integrations/external/attribution?limit=5");
    }
}

package sg.com.aurix.adapters.http.partnerapi.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sg.com.aurix.adapters.http.Answer;
import sg.com.aurix.adapters.http.TestPartner;
import sg.com.aurix.adapters.http.TestServer;
import sg.com.aurix.application.contract.Requirement;
import sg.com.aurix.application.port.WebhookSender;
import sg.com.aurix.application.usecase.PublishedTime;
import sg.com.aurix.domain.tracking.Click;

@Requirement("WH-7")
final class DeliveryListTest {
    private static final String PATH = "/integrations/external/deliveries";

    private static final TestServer server = TestServer.shared();

    private final TestPartner partner = server.newPartner();
    private final String url = partner.listenerUrl();

    @Test
    @Requirement("API-2")
    void the_list_has_the_documented_envelope() {
        Answer answer = list("");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("content-type")).hasValue("application/json");
        assertThat(answer.text()).isEqualTo("{\"status\":200,\"message\":\"ok\",\"data\":[]}");
    }

    @Test
    void a_delivered_event_tells_when_and_how() {
        partner.register("");
        Click click = partner.click("device-1", "https://shop.example/a");

        JsonNode row = only();

        assertThat(Answer.names(row))
                .containsExactly(
                        "event_id",
                        "event_type",
                        "timestamp",
                        "status",
                        "attempts",
                        "last_attempt_at",
                        "last_status_code",
                        "last_error",
                        "duration_ms",
                        "next_attempt_at");
        assertThat(row.get("event_id").asText())
                .isEqualTo(server.listener().received(url).get(0).event().id().published());
        assertThat(row.get("event_type").asText()).isEqualTo("widget.click");
        assertThat(row.get("timestamp").asText()).isEqualTo(PublishedTime.of(click.clickedAt()));
        assertThat(row.get("status").asText()).isEqualTo("delivered");
        assertThat(row.get("attempts").isInt()).isTrue();
        assertThat(row.get("attempts").asInt()).isEqualTo(1);
        assertThat(row.get("last_attempt_at").asText())
                .isEqualTo(PublishedTime.of(server.clock().instant()));
        assertThat(row.get("last_status_code").asInt()).isEqualTo(200);
        assertThat(row.get("last_error").isNull()).isTrue();
        assertThat(row.get("duration_ms").isNumber()).isTrue();
        assertThat(row.get("duration_ms").asText()).matches("[0-9]+\\.[0-9]{1,3}");
        assertThat(row.get("next_attempt_at").isNull()).isTrue();
    }

    @Test
    @Requirement("WH-6")
    void an_event_that_the_listener_refused_has_failed_with_its_status() {
        partner.register("");
        server.listener().answer(url, () -> new WebhookSender.Answer.Answered(500, "oops"));
        partner.click("device-1", "https://shop.example/a");

        JsonNode row = only();

        assertThat(row.get("status").asText()).isEqualTo("failed");
        assertThat(row.get("last_status_code").asInt()).isEqualTo(500);
        assertThat(row.get("last_error").isNull()).isTrue();
    }

    @Test
    @Requirement("WH-6")
    void an_event_that_got_no_answer_says_why_and_when_it_is_attempted_again() {
        partner.register(",\"delivery\":\"retry\"");
        server.listener().answer(url, () -> new WebhookSender.Answer.NoAnswer("the connection was refused"));
        partner.click("device-1", "https://shop.example/a");

        JsonNode row = only();

        assertThat(row.get("status").asText()).isEqualTo("pending");
        assertThat(row.get("attempts").asInt()).isEqualTo(1);
        assertThat(row.get("last_status_code").isNull()).isTrue();
        assertThat(row.get("last_error").asText()).isEqualTo("the connection was refused");
        assertThat(row.get("next_attempt_at").asText())
                .isBetween(
                        PublishedTime.of(server.clock().instant().plusSeconds(4)),
                        PublishedTime.of(server.clock().instant().plusSeconds(6)));
    }

    @Test
    @Requirement("WH-8")
    void an_event_without_a_webhook_is_listed_as_not_sent_and_of_no_attempt() {
        partner.click("device-1", "https://shop.example/a");

        JsonNode row = only();

        assertThat(row.get("status").asText()).isEqualTo("not_sent");
        assertThat(row.get("attempts").asInt()).isZero();
        for (String name :
                List.of("last_attempt_at", "last_status_code", "last_error", "duration_ms", "next_attempt_at")) {
            assertThat(row.get(name).isNull()).as(name).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "                                        | lead.correlated delivered,widget.click failed,widget.click"
                        + " not_sent",
                "?status=failed                          | widget.click failed",
                "?status=delivered                       | lead.correlated delivered",
                "?status=not_sent                        | widget.click not_sent",
                "?status=pending                         | ''",
                "?event_type=widget.click                | widget.click failed,widget.click not_sent",
                "?event_type=lead.correlated             | lead.correlated delivered",
                "?event_type=lead.complete               | ''",
                "?event_type=widget.click&status=failed  | widget.click failed",
                "?event_type=lead.correlated&status=failed | ''",
                "?status=fail%65d&limit=1                | widget.click failed"
            })
    @Requirement("API-4")
    void the_conditions_choose(String query, String chosen) {
        oneOfEach();

        List<String> rows = new ArrayList<>();
        partner.rows(PATH + (query == null ? "" : query))
                .forEach(row -> rows.add(
                        row.get("event_type").asText() + " " + row.get("status").asText()));

        assertThat(String.join(",", rows)).isEqualTo(chosen);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "status=lost                    | status     | must be pending, delivered, failed or not_sent",
                "status=                        | status     | must be pending, delivered, failed or not_sent",
                "status=FAILED                  | status     | must be pending, delivered, failed or not_sent",
                "status=failed,pending          | status     | must be pending, delivered, failed or not_sent",
                "status=failed&status=failed    | status     | must be given only once",
                "event_type=click               | event_type | must be widget.click, lead.correlated or lead.complete",
                "event_type                     | event_type | must be widget.click, lead.correlated or lead.complete"
            })
    @Requirement({"API-3", "API-4"})
    void a_condition_that_is_none_is_a_400_that_tells_what_is_allowed(String query, String field, String message) {
        Answer answer = list("?" + query);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.fields()).containsExactly(field);
        assertThat(answer.json().get("errors").get(0).get("message").asText()).isEqualTo(field + " " + message);
    }

    @Test
    @Requirement("API-3")
    void every_parameter_at_fault_is_named_at_once() {
        assertThat(list("?cursor=z&limit=0&event_type=x&status=x").fields())
                .containsExactly("status", "event_type", "limit", "cursor");
    }

    @Test
    @Requirement("API-5")
    void the_link_keeps_the_conditions() {
        partner.register("");
        for (int i = 0; i < 5; i++) {
            Click click = partner.click("device-" + i, "https://shop.example/" + i);
            partner.message("658748720" + i, "Contact", "Reference: " + click.correlationId());
        }

        List<String> seen = new ArrayList<>();
        String query = "?event_type=lead.correlated&limit=2&status=delivered";
        for (boolean more = true; more; ) {
            Answer page = list(query);
            page.json()
                    .get("data")
                    .forEach(row -> seen.add(row.get("event_type").asText()));
            more = page.header("link").isPresent();
            query = page.header("link")
                    .map(link -> "?"
                            + URI.create(link.substring(1, link.indexOf('>'))).getRawQuery())
                    .orElse(query);
            if (more) {
                assertThat(query).startsWith("?limit=2&status=delivered&event_type=lead.correlated&cursor=");
            }
        }

        assertThat(seen).hasSize(5).containsOnly("lead.correlated");
    }

    @Test
    @Requirement("API-8")
    void another_partner_sees_none_of_it() {
        oneOfEach();

        assertThat(server.newPartner().rows(PATH)).isEmpty();
    }

    /** A click before there is a webhook, one that the listener refuses, and a message that it takes. */
    private void oneOfEach() {
        partner.click("device-1", "https://shop.example/a");
        partner.register("");
        server.listener().answer(url, () -> new WebhookSender.Answer.Answered(500, ""));
        Click click = partner.click("device-1", "https://shop.example/b");
        server.listener().answer(url, () -> new WebhookSender.Answer.Answered(200, ""));
        partner.message("6587487282", "Jane Doe", "Reference: " + click.correlationId());
    }

    private JsonNode only() {
        JsonNode rows = partner.rows(PATH);
        assertThat(rows).hasSize(1);
        return rows.get(0);
    }

    private Answer list(String query) {
        return partner.get(PATH + query);
    }
}

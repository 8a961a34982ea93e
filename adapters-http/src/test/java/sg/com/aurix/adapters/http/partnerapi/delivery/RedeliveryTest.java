package sg.com.aurix.adapters.http.partnerapi.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sg.com.aurix.adapters.http.Answer;
import sg.com.aurix.adapters.http.Listener;
import sg.com.aurix.adapters.http.TestPartner;
import sg.com.aurix.adapters.http.TestServer;
import sg.com.aurix.application.contract.Requirement;
import sg.com.aurix.application.port.WebhookSender;
import sg.com.aurix.application.usecase.PublishedTime;
import sg.com.aurix.domain.webhook.Signature;

@Requirement("WH-7")
final class RedeliveryTest {
    private static final String PATH = "/integrations/external/deliveries";

    private static final TestServer server = TestServer.shared();

    private final TestPartner partner = server.newPartner();
    private final String url = partner.listenerUrl();

    @ParameterizedTest
    @ValueSource(ints = {200, 500})
    @Requirement({"WH-5", "WH-3"})
    void an_event_goes_out_again_with_the_same_id_and_the_same_bytes(int status) {
        partner.register("");
        listenerAnswers(status);
        partner.click("device-1", "https://shop.example/a");
        String id = row(0).get("event_id").asText();

        Answer answer = redeliver(id);
        JsonNode underway = row(0);
        server.clock().pass(Duration.ofSeconds(3));
        listenerAnswers(200);
        server.deliverWhatIsDue();

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.text()).isEqualTo("{\"event_id\":\"" + id + "\",\"status\":\"pending\"}");
        assertThat(underway.get("status").asText()).isEqualTo("pending");
        assertThat(row(0).get("status").asText()).isEqualTo("delivered");
        assertThat(row(0).get("attempts").asInt()).isEqualTo(2);
        List<Listener.Received> received = server.listener().received(url);
        assertThat(received).hasSize(2);
        assertThat(received.get(1).event()).isEqualTo(received.get(0).event());
        assertThat(received.get(1).header(Signature.ID)).isEqualTo(id);
        assertThat(received.get(1).header(Signature.HUB))
                .isEqualTo(received.get(0).header(Signature.HUB));
    }

    @Test
    void an_event_that_waits_for_its_next_attempt_is_attempted_now() {
        partner.register(",\"delivery\":\"retry\"");
        listenerAnswers(500);
        partner.click("device-1", "https://shop.example/a");
        listenerAnswers(200);
        server.deliverWhatIsDue();
        assertThat(row(0).get("attempts").asInt()).as("it is not due yet").isEqualTo(1);

        redeliver(row(0).get("event_id").asText());
        server.deliverWhatIsDue();

        assertThat(row(0).get("status").asText()).isEqualTo("delivered");
    }

    @Test
    @Requirement("WH-8")
    void without_an_active_webhook_it_is_a_409_that_says_what_to_do() {
        partner.click("device-1", "https://shop.example/a");
        String id = row(0).get("event_id").asText();

        Answer before = redeliver(id);
        partner.register(",\"is_active\":false");
        Answer inactive = redeliver(id);

        assertThat(before.status()).isEqualTo(409);
        assertThat(before.names()).containsExactly("status", "message");
        assertThat(before.json().get("message").asText()).contains("PUT webhook-config", "\"is_active\": true");
        assertThat(inactive.text()).isEqualTo(before.text());
        assertThat(redeliverMany("{\"from_date\":\"2026-01-01\"}").text()).isEqualTo(before.text());
        assertThat(row(0).get("status").asText()).isEqualTo("not_sent");
    }

    @Test
    void an_event_of_a_kind_that_the_webhook_does_not_take_is_a_409_too() {
        partner.register(",\"events\":[\"lead.complete\"]");
        partner.click("device-1", "https://shop.example/a");

        Answer answer = redeliver(row(0).get("event_id").asText());

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.json().get("message").asText()).contains("\"events\"");
        assertThat(row(0).get("status").asText()).isEqualTo("not_sent");
    }

    @Test
    void a_body_that_is_not_needed_is_passed_over_where_it_is_an_object() {
        partner.register("");
        partner.click("device-1", "https://shop.example/a");
        String path = PATH + "/" + row(0).get("event_id").asText() + "/redeliver";

        assertThat(server.call("POST", path)
                        .bearer(partner.key())
                        .json("{}")
                        .send()
                        .status())
                .isEqualTo(202);
        assertThat(server.call("POST", path)
                        .bearer(partner.key())
                        .json("[")
                        .send()
                        .fields())
                .isNotEmpty();
    }

    @Test
    void what_failed_in_a_time_goes_out_again_the_oldest_first() {
        partner.register("");
        listenerAnswers(500);
        List<String> times = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            times.add(PublishedTime.of(
                    partner.click("device-" + i, "https://shop.example/" + i).clickedAt()));
        }
        listenerAnswers(200);

        Answer answer = redeliverMany(
                "{\"from_date\":\"" + times.get(1) + "\",\"to_date\":\"" + times.get(3) + "\",\"status\":\"failed\"}");
        server.deliverWhatIsDue();

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.text()).isEqualTo("{\"redelivering\":2,\"more\":false,\"last_event_id\":null}");
        assertThat(statuses()).containsExactly("failed", "failed", "delivered", "delivered", "failed");
    }

    @Test
    void what_failed_up_to_now_goes_out_again_unless_it_says_otherwise() {
        oneInEachState();

        Answer failed = redeliverMany("{\"from_date\":\"2026-01-02\",\"to_date\":null,\"status\":null}");
        assertThat(failed.json().get("redelivering").asInt()).isEqualTo(1);
        assertThat(statuses()).containsExactly("pending", "delivered", "not_sent");
    }

    @ParameterizedTest
    @CsvSource({
        "failed, pending:delivered:not_sent",
        "delivered, failed:pending:not_sent",
        "not_sent, failed:delivered:pending"
    })
    void each_state_in_which_events_have_ended_can_be_chosen(String status, String then) {
        oneInEachState();

        Answer answer = redeliverMany("{\"from_date\":\"2026-01-02T00:00:00Z\",\"status\":\"" + status + "\"}");

        assertThat(answer.json().get("redelivering").asInt()).isEqualTo(1);
        assertThat(String.join(":", statuses())).isEqualTo(then);
    }

    @Test
    void events_of_kinds_that_the_webhook_does_not_take_stay_where_they_are() {
        partner.click("device-0", "https://shop.example/0");
        server.clock().pass(Duration.ofSeconds(1));
        partner.register(",\"events\":[\"lead.complete\"]");

        assertThat(redeliverMany("{\"from_date\":\"2026-01-02\",\"status\":\"not_sent\"}")
                        .text())
                .isEqualTo("{\"redelivering\":0,\"more\":false,\"last_event_id\":null}");
    }

    @Test
    @Requirement("API-8")
    void nothing_of_another_partner_goes_out_again() {
        partner.register("");
        listenerAnswers(500);
        partner.click("device-0", "https://shop.example/0");
        server.clock().pass(Duration.ofSeconds(1));
        TestPartner stranger = server.newPartner();
        stranger.register("");

        Answer answer = server.call("POST", PATH + "/redeliver")
                .bearer(stranger.key())
                .json("{\"from_date\":\"2026-01-01\"}")
                .send();

        assertThat(answer.text()).isEqualTo("{\"redelivering\":0,\"more\":false,\"last_event_id\":null}");
        assertThat(statuses()).containsExactly("failed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                                    | from_date | is missing",
                "{\"from_date\":null}                                  | from_date | is missing",
                "{\"from_date\":1767352622}                            | from_date | must be a string, not a number",
                "{\"from_date\":\"yesterday\"}                         | from_date | must be ISO 8601, in the years 1"
                        + " to 9999: an instant with its offset such as 2026-01-02T11:17:02Z, or a date such as"
                        + " 2026-01-02",
                "{\"from_date\":\"2026-01-03\",\"to_date\":\"2026-01-02\"} | from_date | must not be after to_date",
                "{\"from_date\":\"2026-01-01\",\"to_date\":true}       | to_date   | must be a string, not true or"
                        + " false",
                "{\"from_date\":\"2026-01-01\",\"status\":\"pending\"} | status    | must be failed, not_sent or"
                        + " delivered",
                "{\"from_date\":\"2026-01-01\",\"status\":\"lost\"}    | status    | must be failed, not_sent or"
                        + " delivered",
                "{\"from_date\":\"2026-01-01\",\"status\":[]}          | status    | must be a string, not an array"
            })
    @Requirement({"API-3", "API-4"})
    void what_is_no_such_time_or_state_is_a_400_that_names_it(String body, String field, String message) {
        partner.register("");

        Answer answer = redeliverMany(body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.fields()).containsExactly(field);
        assertThat(answer.json().get("errors").get(0).get("message").asText()).isEqualTo(field + " " + message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"from_date\":\"0001-01-01\",\"to_date\":\"9999-12-31\"",
                "\"from_date\":\"2026-01-02T19:17:02+08:00\"",
                "\"from_date\":\"9999-12-31\"",
                "\"from_date\":\"2026-01-02\",\"to_date\":\"2026-01-02\"",
                "\"from_date\":\"2026-01-02T11:17:02.123456789Z\",\"newer\":{}"
            })
    void every_time_that_the_lists_take_is_taken(String body) {
        partner.register("");

        assertThat(redeliverMany("{" + body + "}").text())
                .isEqualTo("{\"redelivering\":0,\"more\":false,\"last_event_id\":null}");
    }

    /** A click before there is a webhook, one that its listener takes, and one that it refuses. */
    private void oneInEachState() {
        partner.click("device-0", "https://shop.example/0");
        partner.register("");
        partner.click("device-1", "https://shop.example/1");
        listenerAnswers(500);
        partner.click("device-2", "https://shop.example/2");
        server.clock().pass(Duration.ofSeconds(1));
    }

    private void listenerAnswers(int status) {
        server.listener().answer(url, () -> new WebhookSender.Answer.Answered(status, ""));
    }

    private Answer redeliver(String id) {
        return server.call("POST", PATH + "/" + id + "/redeliver")
                .bearer(partner.key())
                .send();
    }

    private Answer redeliverMany(String json) {
        return server.call("POST", PATH + "/redeliver")
                .bearer(partner.key())
                .json(json)
                .send();
    }

    private JsonNode row(int index) {
        return rows().get(index);
    }

    private List<String> statuses() {
        List<String> statuses = new ArrayList<>();
        rows().forEach(row -> statuses.add(row.get("status").asText()));
        return statuses;
    }

    private JsonNode rows() {
        return partner.rows(PATH);
    }
}

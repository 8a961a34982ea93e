package sg.com.aurix.adapters.http.partnerapi.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sg.com.aurix.adapters.http.Answer;
import sg.com.aurix.adapters.http.Listener;
import sg.com.aurix.adapters.http.TestPartner;
import sg.com.aurix.adapters.http.TestServer;
import sg.com.aurix.application.contract.Requirement;
import sg.com.aurix.application.port.WebhookSender;
import sg.com.aurix.application.usecase.PublishedTime;

@Requirement("WH-7")
final class DeliveryTest {
    private static final String PATH = "/integrations/external/deliveries";

    private static final TestServer server = TestServer.shared();

    private final TestPartner partner = server.newPartner();
    private final String url = partner.listenerUrl();

    @BeforeEach
    void register() {
        partner.register(",\"delivery\":\"retry\"");
    }

    @Test
    @Requirement("WH-3")
    void an_event_is_shown_with_the_exact_body_and_headers_that_were_sent() {
        partner.click("device-1", "https://shop.example/a?q=é\uD83D\uDE00&x=%22");
        Listener.Received received = server.listener().received(url).get(0);

        Answer answer = find(partner, received.event().id().published());

        assertThat(answer.status()).isEqualTo(200);
        JsonNode event = answer.json();
        assertThat(Answer.names(event))
                .containsExactly(
                        "event_id",
                        "event_type",
                        "timestamp",
                        "status",
                        "last_attempt_at",
                        "last_status_code",
                        "last_error",
                        "duration_ms",
                        "next_attempt_at",
                        "body",
                        "headers",
                        "attempts");
        assertThat(event.get("body").asText()).isEqualTo(received.event().body().text());
        assertThat(Answer.names(event.get("headers")))
                .containsExactly(
                        "content-type",
                        "x-hub-signature",
                        "x-hub-signature-256",
                        "webhook-id",
                        "webhook-timestamp",
                        "webhook-signature");
        assertThat(event.get("headers").get("content-type").asText()).isEqualTo("application/json");
        assertThat(Answer.texts(event.get("headers"))).containsAllEntriesOf(received.headers());
    }

    @Test
    void the_fields_of_the_list_stand_in_front() {
        partner.click("device-1", "https://shop.example/a");
        JsonNode row = newestRow();

        JsonNode event = find(partner, row.get("event_id").asText()).json();

        ((ObjectNode) row).put("attempts", "instead of their number those themselves");
        ((ObjectNode) event).put("attempts", "instead of their number those themselves");
        assertThat(row).isNotEmpty().isEqualTo(((ObjectNode) event).retain(Answer.names(row)));
    }

    @Test
    @Requirement("RS-14")
    void every_attempt_is_listed_with_what_the_listener_said() {
        Iterator<WebhookSender.Answer> answers = List.<WebhookSender.Answer>of(
                        new WebhookSender.Answer.Answered(503, "later"),
                        new WebhookSender.Answer.NoAnswer("the connection was refused"),
                        new WebhookSender.Answer.Answered(200, "ok"))
                .iterator();
        server.listener().answer(url, answers::next);
        partner.click("device-1", "https://shop.example/a");
        String first = PublishedTime.of(server.clock().instant());
        server.clock().pass(Duration.ofSeconds(7));
        server.deliverWhatIsDue();
        server.clock().pass(Duration.ofMinutes(7));
        server.deliverWhatIsDue();

        JsonNode event = find(partner, newestRow().get("event_id").asText()).json();

        assertThat(event.get("status").asText()).isEqualTo("delivered");
        assertThat(event.get("attempts"))
                .hasSize(3)
                .allSatisfy(attempt -> assertThat(Answer.names(attempt))
                        .containsExactly(
                                "number",
                                "started_at",
                                "duration_ms",
                                "status_code",
                                "error",
                                "response_excerpt",
                                "headers"));
        JsonNode refused = event.get("attempts").get(0);
        assertThat(refused.get("number").asInt()).isEqualTo(1);
        assertThat(refused.get("started_at").asText()).isEqualTo(first);
        assertThat(refused.get("duration_ms").isNumber()).isTrue();
        assertThat(refused.get("status_code").asInt()).isEqualTo(503);
        assertThat(refused.get("error").isNull()).isTrue();
        assertThat(refused.get("response_excerpt").asText()).isEqualTo("later");
        JsonNode silent = event.get("attempts").get(1);
        assertThat(silent.get("number").asInt()).isEqualTo(2);
        assertThat(silent.get("status_code").isNull()).isTrue();
        assertThat(silent.get("error").asText()).isEqualTo("the connection was refused");
        assertThat(silent.get("response_excerpt").isNull()).isTrue();
        JsonNode taken = event.get("attempts").get(2);
        assertThat(taken.get("number").asInt()).isEqualTo(3);
        assertThat(event.get("headers"))
                .as("those of the latest attempt")
                .isEqualTo(taken.get("headers"))
                .isNotEqualTo(refused.get("headers"));
        List<Listener.Received> received = server.listener().received(url);
        for (int i = 0; i < 3; i++) {
            ObjectNode sent = event.get("attempts").get(i).get("headers").deepCopy();
            sent.remove("content-type");
            assertThat(Answer.texts(sent)).isEqualTo(received.get(i).headers());
        }
    }

    @Test
    @Requirement("WH-8")
    void an_event_that_was_never_sent_has_a_body_and_no_headers() {
        partner.register(",\"is_active\":false");
        partner.click("device-1", "https://shop.example/a");

        JsonNode event = find(partner, newestRow().get("event_id").asText()).json();

        assertThat(event.get("status").asText()).isEqualTo("not_sent");
        assertThat(event.get("body").asText()).startsWith("{\"event_type\":\"widget.click\",");
        assertThat(event.get("headers").isNull()).isTrue();
        assertThat(event.get("attempts").toString()).isEqualTo("[]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST"})
    @Requirement({"API-8", "RS-18"})
    void an_unknown_a_malformed_and_a_foreign_id_get_the_very_same_answer(String method) {
        partner.click("device-1", "https://shop.example/a");
        String foreign = newestRow().get("event_id").asText();
        TestPartner stranger = server.newPartner();
        String last = foreign.endsWith("0") ? "1" : "0";
        Answer unknown = call(method, stranger, foreign.substring(0, foreign.length() - 1) + last);

        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.names()).containsExactly("status", "message");
        Stream.of(
                        foreign,
                        foreign.substring(4),
                        foreign.toUpperCase(Locale.ROOT),
                        foreign + "0",
                        "evt_",
                        "1",
                        "evt_%00",
                        "%C3%A9",
                        "..%2Fleads",
                        "x".repeat(5_000))
                .map(id -> call(method, stranger, id))
                .forEach(answer -> {
                    assertThat(answer.status()).isEqualTo(404);
                    assertThat(answer.text()).isEqualTo(unknown.text());
                    assertThat(answer.headersWithoutDate()).isEqualTo(unknown.headersWithoutDate());
                });
        assertThat(find(partner, foreign).status()).as("it is there").isEqualTo(200);
    }

    private static Answer call(String method, TestPartner by, String id) {
        String path = PATH + "/" + id + (method.equals("POST") ? "/redeliver" : "");
        return server.call(method, path).bearer(by.key()).send();
    }

    private static Answer find(TestPartner by, String id) {
        return call("GET", by, id);
    }

    private JsonNode newestRow() {
        return partner.rows(PATH).get(0);
    }
}

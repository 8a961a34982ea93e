package sg.com.aurix.adapters.http.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sg.com.aurix.adapters.http.Answer;
import sg.com.aurix.application.contract.Requirement;
import sg.com.aurix.domain.webhook.WebhookSecret;

final class ListenerTest {
    private static final String EVENT =
            "{\"event_type\":\"widget.click\", \"event_id\":\"evt_1\",\"data\":{\"page_title\":\"\u6b22\u8fce\"}}";

    private final DemoServer server = DemoServer.start();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    @Requirement({"WH-3", "WH-4"})
    void an_event_of_ours_is_kept_as_it_arrived() {
        WebhookSecret secret = server.listen();

        assertThat(server.tell(secret, EVENT).status()).isEqualTo(204);

        Answer answer = server.get("/demo/listener/events");
        assertThat(answer.names()).containsExactly("status", "message", "data");
        assertThat(answer.json().path("status").intValue()).isEqualTo(200);
        assertThat(answer.json().path("message").textValue()).isEqualTo("ok");
        assertThat(answer.header("cache-control")).hasValue("no-store");
        JsonNode event = answer.json().at("/data/0");
        assertThat(Answer.names(event))
                .containsExactly("seq", "received_at", "event_id", "event_type", "verified", "headers", "body");
        assertThat(event.path("seq").intValue()).isEqualTo(1);
        assertThat(event.path("received_at").textValue()).matches("2026-01-02T11:17:\\d\\d\\.\\d{6}Z");
        assertThat(event.path("event_id").textValue()).isEqualTo("evt_1");
        assertThat(event.path("event_type").textValue()).isEqualTo("widget.click");
        assertThat(event.path("verified").booleanValue()).isTrue();
        assertThat(Answer.names(event.path("headers")))
                .containsExactly(
                        "x-hub-signature",
                        "x-hub-signature-256",
                        "webhook-id",
                        "webhook-timestamp",
                        "webhook-signature");
        assertThat(event.path("body").textValue()).isEqualTo(EVENT);
    }

    @Test
    @Requirement("WH-3")
    void a_forged_event_is_refused_and_not_kept() {
        WebhookSecret secret = server.listen();
        WebhookSecret another = WebhookSecret.mint(new Random(23));

        assertUnsigned(server.call("POST", DemoServer.LISTENER).json(EVENT).send());
        assertUnsigned(server.tell(another, EVENT));
        assertUnsigned(server.tell(secret, EVENT, changed("x-hub-signature", "0".repeat(64))));
        assertUnsigned(server.tell(secret, EVENT, changed("webhook-timestamp", "1")));
        assertUnsigned(server.tell(secret, EVENT, headers -> Map.of("webhook-id", "evt_1")));

        assertThat(server.heard()).isEmpty();
    }

    @Test
    void without_a_webhook_nothing_is_signed() {
        assertUnsigned(server.tell(WebhookSecret.mint(new Random(23)), EVENT));

        assertThat(server.heard()).isEmpty();
    }

    @Test
    void the_secret_before_the_last_registration_counts_no_more() {
        WebhookSecret secret = server.listen();
        Answer rotated = server.call("POST", "/integrations/external/webhook-config/rotate-secret")
                .bearer(server.partner().key())
                .json("{\"overlap_hours\":0}")
                .send();
        assertThat(rotated.status()).as(rotated.text()).isEqualTo(200);

        assertUnsigned(server.tell(secret, EVENT));
        assertThat(server.tell(new WebhookSecret(rotated.json().path("secret").textValue()), EVENT)
                        .status())
                .isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello", "[]", "{}", "{\"event_id\":1,\"event_type\":\"a\"}", "{\"event_id\":\"a\"}"})
    void what_is_signed_but_no_event_is_refused_and_not_kept(String body) {
        WebhookSecret secret = server.listen();

        assertThat(server.tell(secret, body).status()).isEqualTo(400);
        assertThat(server.heard()).isEmpty();
    }

    @Test
    @Requirement("RS-21")
    void a_body_larger_than_any_event_is_refused() {
        WebhookSecret secret = server.listen();

        assertThat(server.tell(secret, " ".repeat(1280 * 1024) + EVENT).status())
                .isEqualTo(413);
    }

    @Test
    void an_event_delivered_again_is_kept_again_in_its_place() {
        WebhookSecret secret = server.listen();
        server.tell(secret, EVENT);
        server.tell(secret, EVENT.replace("evt_1", "evt_2"));
        server.tell(secret, EVENT);

        assertThat(texts(server.heard(), "event_id")).containsExactly("evt_1", "evt_2", "evt_1");
        assertThat(texts(server.heard(), "seq")).containsExactly("1", "2", "3");
    }

    @Test
    void only_what_came_after_is_shown_where_that_is_asked_for() {
        WebhookSecret secret = server.listen();
        for (int i = 1; i <= 3; i++) {
            server.tell(secret, EVENT.replace("evt_1", "evt_" + i));
        }

        assertThat(texts(server.heard("?after=0"), "event_id")).containsExactly("evt_1", "evt_2", "evt_3");
        assertThat(texts(server.heard("?after=2"), "event_id")).containsExactly("evt_3");
        assertThat(server.heard("?after=3")).isEmpty();
        assertThat(server.heard("?after=999999999999999999")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?after=",
                "?after=-1",
                "?after=1.0",
                "?after=x",
                "?after=1&after=2",
                "?after=9999999999999999999"
            })
    @Requirement("API-3")
    void after_is_a_number_once(String query) {
        Answer answer = server.get("/demo/listener/events" + query);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.fields()).containsExactly("after");
    }

    @Test
    void nobody_reads_where_events_are_told() {
        Answer answer = server.get("/demo/listener");

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("allow")).hasValue("POST");
    }

    private static UnaryOperator<Map<String, String>> changed(String header, String value) {
        return headers -> {
            Map<String, String> forged = new HashMap<>(headers);
            forged.put(header, value);
            return forged;
        };
    }

    private static void assertUnsigned(Answer answer) {
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.names()).containsExactly("status", "message");
        assertThat(answer.header("content-type")).hasValue("application/json");
    }

    private static List<String> texts(JsonNode events, String field) {
        List<String> texts = new ArrayList<>();
        events.forEach(event -> texts.add(event.path(field).asText()));
        return texts;
    }
}

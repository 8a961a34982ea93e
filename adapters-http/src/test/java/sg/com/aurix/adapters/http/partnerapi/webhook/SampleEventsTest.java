package sg.com.aurix.adapters.http.partnerapi.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import sg.com.aurix.adapters.http.Answer;
import sg.com.aurix.adapters.http.Call;
import sg.com.aurix.adapters.http.Listener;
import sg.com.aurix.adapters.http.TestPartner;
import sg.com.aurix.adapters.http.TestServer;
import sg.com.aurix.application.contract.Requirement;
import sg.com.aurix.application.port.StoreUnavailableException;
import sg.com.aurix.application.port.WebhookSender;
import sg.com.aurix.domain.webhook.EventType;
import sg.com.aurix.domain.webhook.Signature;
import sg.com.aurix.domain.webhook.WebhookSecret;

final class SampleEventsTest {
    private static final String CONFIG = "/integrations/external/webhook-config";
    private static final String PATH = CONFIG + "/test";

    private static final TestServer server = TestServer.shared();

    private final TestPartner partner = server.newPartner();
    private final String url = partner.listenerUrl();

    @Test
    void every_kind_is_sent_and_the_answers_come_back() {
        partner.register("");
        server.listener().answer(url, () -> new WebhookSender.Answer.Answered(202, "thank you"));

        Answer answer = test("");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.names()).containsExactly("target_url", "results");
        assertThat(answer.json().get("target_url").asText()).isEqualTo(url);
        List<String> types = new ArrayList<>();
        for (JsonNode result : answer.json().get("results")) {
            types.add(result.get("event_type").asText());
            assertThat(Answer.names(result))
                    .containsExactly(
                            "event_type",
                            "event_id",
                            "delivered",
                            "status_code",
                            "error",
                            "duration_ms",
                            "response_excerpt");
            assertThat(result.get("event_id").asText()).matches("evt_[0-9a-f]{32}");
            assertThat(result.get("delivered").asBoolean()).isTrue();
            assertThat(result.get("status_code").asInt()).isEqualTo(202);
            assertThat(result.get("error").isNull()).isTrue();
            assertThat(result.get("duration_ms").isNumber()).isTrue();
            assertThat(result.get("duration_ms").asText()).matches("[0-9]+\\.[0-9]{1,3}");
            assertThat(result.get("response_excerpt").asText()).isEqualTo("thank you");
        }
        assertThat(types).containsExactly("widget.click", "lead.correlated", "lead.complete");
    }

    @Test
    @Requirement({"WH-3", "WH-4"})
    void a_sample_is_marked_and_signed_like_any_event() {
        WebhookSecret secret =
                new WebhookSecret(partner.register("").json().get("secret").asText());

        JsonNode result =
                test("{\"event_type\":\"lead.complete\"}").json().get("results").get(0);

        Listener.Received received = server.listener().received(url).get(0);
        byte[] body = received.event().body().bytes();
        assertThat(received.headers())
                .containsEntry("x-aurix-test", "true")
                .containsEntry(Signature.ID, result.get("event_id").asText())
                .containsEntry(
                        Signature.STANDARD,
                        Signature.standard(
                                secret, received.header(Signature.ID), received.header(Signature.TIMESTAMP), body));
    }

    @ParameterizedTest
    @EnumSource(EventType.class)
    void one_kind_alone_is_sent_where_it_is_named(EventType type) {
        partner.register("");

        JsonNode results =
                test("{\"event_type\":\"" + type.published() + "\"}").json().get("results");

        assertThat(results).hasSize(1);
        assertThat(results.get(0).get("event_type").asText()).isEqualTo(type.published());
        assertThat(server.listener().received(url))
                .extracting(received -> received.event().type())
                .containsExactly(type);
    }

    @Test
    void all_are_under_way_at_the_same_time_so_that_one_deadline_covers_them() {
        partner.register("");
        CountDownLatch allThere = new CountDownLatch(3);
        server.listener().answer(url, () -> new WebhookSender.Answer.Answered(meet(allThere) ? 200 : 500, ""));

        JsonNode results = test("").json().get("results");

        assertThat(results)
                .hasSize(3)
                .allMatch(result -> result.get("delivered").asBoolean());
    }

    @Test
    void a_listener_that_refuses_or_does_not_answer_is_told_as_it_is() {
        partner.register("");

        server.listener().answer(url, () -> new WebhookSender.Answer.Answered(302, "elsewhere"));
        JsonNode refused =
                test("{\"event_type\":\"widget.click\"}").json().get("results").get(0);
        assertThat(refused.get("delivered").asBoolean()).isFalse();
        assertThat(refused.get("status_code").asInt()).isEqualTo(302);
        assertThat(refused.get("error").isNull()).isTrue();
        assertThat(refused.get("response_excerpt").asText()).isEqualTo("elsewhere");

        server.listener().answer(url, () -> new WebhookSender.Answer.NoAnswer("the connection was refused"));
        JsonNode silent =
                test("{\"event_type\":\"widget.click\"}").json().get("results").get(0);
        assertThat(silent.get("delivered").asBoolean()).isFalse();
        assertThat(silent.get("status_code").isNull()).isTrue();
        assertThat(silent.get("error").asText()).isEqualTo("the connection was refused");
        assertThat(silent.get("response_excerpt").isNull()).isTrue();
    }

    @Test
    void an_inactive_webhook_can_be_tried_and_no_sample_is_a_delivery() {
        partner.register(",\"is_active\":false,\"events\":[\"lead.complete\"]");

        assertThat(test("").json().get("results"))
                .hasSize(3)
                .allMatch(result -> result.get("delivered").asBoolean());
        assertThat(partner.rows("/integrations/external/deliveries")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"lead.lost\" | must be widget.click, lead.correlated or lead.complete",
                "\"\"          | must be widget.click, lead.correlated or lead.complete",
                "[]            | must be a string, not an array",
                "7             | must be a string, not a number"
            })
    @Requirement("API-3")
    void a_kind_that_there_is_not_is_a_400_that_tells_which_there_are(String type, String message) {
        partner.register("");

        Answer answer = test("{\"event_type\":" + type + "}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.fields()).containsExactly("event_type");
        assertThat(answer.json().get("errors").get(0).get("message").asText()).isEqualTo("event_type " + message);
        assertThat(server.listener().received(url)).isEmpty();
    }

    @Test
    void without_a_webhook_there_is_nothing_to_try() {
        Answer answer = test("");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text()).isEqualTo(partner.get(CONFIG).text());
    }

    @Test
    @Requirement("RS-7")
    void a_store_that_fails_meanwhile_is_the_503_of_every_call() {
        partner.register("");
        server.listener().answer(url, () -> {
            throw new StoreUnavailableException("the database refuses connections", new IllegalStateException());
        });

        Answer answer = test("");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("retry-after")).hasValue("10");
    }

    private static boolean meet(CountDownLatch all) {
        all.countDown();
        try {
            return all.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Answer test(String body) {
        Call call = server.call("POST", PATH).bearer(partner.key());
        return body.isEmpty() ? call.send() : call.json(body).send();
    }
}

package sg.com.aurix.adapters.http.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import sg.com.aurix.adapters.http.Answer;
import sg.com.aurix.adapters.http.TestPartner;
import sg.com.aurix.adapters.http.TestServer;
import sg.com.aurix.application.contract.Requirement;
import sg.com.aurix.application.port.WebhookSender;
import sg.com.aurix.domain.tracking.Click;
import tools.jackson.databind.JsonNode;

/** What the server answers to partners is what the document describes. */
@Requirement("API-2")
final class DescribedAnswersTest {
    private static final String CONFIG = "/integrations/external/webhook-config";
    private static final String DELIVERIES = "/integrations/external/deliveries";

    private static final TestServer server = TestServer.shared();

    private final TestPartner partner = server.newPartner();
    private final String url = partner.listenerUrl();

    @BeforeEach
    void register() {
        configure("retry");
    }

    static Stream<Arguments> requestExamples() {
        List<Arguments> examples = new ArrayList<>();
        PublishedDocument.ROOT
                .path("paths")
                .propertyStream()
                .forEach(path -> path.getValue()
                        .propertyStream()
                        .filter(operation -> path.getKey().startsWith("/integrations/")
                                && !path.getKey().contains("{"))
                        .forEach(operation -> operation
                                .getValue()
                                .at("/requestBody/content/application~1json/examples")
                                .propertyStream()
                                .forEach(example -> examples.add(Arguments.of(
                                        operation.getKey(),
                                        path.getKey(),
                                        example.getKey(),
                                        example.getValue().path("value"))))));
        return examples.stream();
    }

    @ParameterizedTest
    @MethodSource("requestExamples")
    void every_request_that_the_document_shows_is_answered_as_it_says(
            String method, String path, String name, JsonNode body) {
        Answer answer = server.call(method.toUpperCase(Locale.ROOT), path)
                .bearer(partner.key())
                .json(body.toString())
                .send();

        assertThat(answer.status()).as(answer.text()).isBetween(200, 299);
        assertDescribed(method, path, answer);
    }

    @Test
    void every_state_of_a_delivery_is_described() {
        Click click = partner.click("device-1", "https://shop.example/a?utm_source=google");
        answer(new WebhookSender.Answer.NoAnswer("the connection was refused"));
        partner.click("device-1", "https://shop.example/b");
        configure("fire_and_forget");
        answer(new WebhookSender.Answer.Answered(500, "x".repeat(1024)));
        partner.message("6587487282", "Jane Doe", "Reference: " + click.correlationId());
        partner.register(",\"is_active\":false");
        partner.click("device-1", "https://shop.example/c");

        Answer list = call("GET", DELIVERIES, "");

        assertDescribed("get", DELIVERIES, list);
        List<String> states = new ArrayList<>();
        list.json().get("data").forEach(row -> states.add(row.get("status").asText()));
        assertThat(states).containsExactly("not_sent", "failed", "pending", "delivered");
        list.json().get("data").forEach(row -> {
            Answer event = call("GET", DELIVERIES + "/" + row.get("event_id").asText(), "");
            assertThat(event.status()).isEqualTo(200);
            assertDescribed("get", DELIVERIES + "/{event_id}", event);
        });
        Answer inactive = call("POST", DELIVERIES + "/redeliver", "{\"from_date\":\"2026-01-01\"}");
        assertThat(inactive.status()).isEqualTo(409);
        assertDescribed("post", DELIVERIES + "/redeliver", inactive);
    }

    @Test
    void sending_again_is_described() {
        partner.click("device-1", "https://shop.example/a");
        String id = partner.rows(DELIVERIES).get(0).get("event_id").asText();

        Answer underway = call("POST", DELIVERIES + "/" + id + "/redeliver", "");

        assertThat(underway.status()).isEqualTo(202);
        assertDescribed("post", DELIVERIES + "/{event_id}/redeliver", underway);
    }

    @Test
    void a_webhook_with_something_in_every_field_is_described() {
        answer(new WebhookSender.Answer.Answered(500, ""));
        partner.click("device-1", "https://shop.example/a");
        answer(new WebhookSender.Answer.Answered(410, ""));
        partner.click("device-1", "https://shop.example/b");
        server.clock().pass(Duration.ofSeconds(1));
        call("POST", CONFIG + "/rotate-secret", "");

        Answer config = call("GET", CONFIG, "");

        assertDescribed("get", CONFIG, config);
        assertThat(config.json()).noneMatch(com.fasterxml.jackson.databind.JsonNode::isNull);
    }

    @Test
    void a_listener_that_answers_and_one_that_does_not_are_described() {
        Answer taken = call("POST", CONFIG + "/test", "");
        answer(new WebhookSender.Answer.NoAnswer("the host name is not known"));
        Answer silent = call("POST", CONFIG + "/test", "");

        assertDescribed("post", CONFIG + "/test", taken);
        assertDescribed("post", CONFIG + "/test", silent);
    }

    @Test
    void an_answer_that_is_not_described_is_noticed() {
        Answer config = call("GET", CONFIG, "");
        String broken = config.text().replace("\"retry\"", "\"often\"");

        assertThat(PublishedDocument.problems(schema("get", CONFIG, 200), PublishedDocument.parse(broken)))
                .isNotEmpty();
    }

    private static void assertDescribed(String method, String path, Answer answer) {
        String schema = schema(method, path, answer.status());
        assertThat(PublishedDocument.ROOT.at(schema).isMissingNode())
                .as("%s %s %s", method, path, answer.status())
                .isFalse();
        assertThat(PublishedDocument.problems(schema, PublishedDocument.parse(answer.text())))
                .as(answer.text())
                .isEmpty();
    }

    /** Where the schema of an answer stands. */
    private static String schema(String method, String path, int status) {
        String response = "/paths/" + path.replace("/", "~1") + "/" + method + "/responses/" + status;
        String described = PublishedDocument.ROOT.at(response).path("$ref").asString("#" + response);
        return described.substring(1) + "/content/application~1json/schema";
    }

    private void answer(WebhookSender.Answer answer) {
        server.listener().answer(url, () -> answer);
    }

    private void configure(String delivery) {
        partner.register(",\"delivery\":\"" + delivery + "\"");
    }

    private Answer call(String method, String path, String json) {
        var call = server.call(method, path).bearer(partner.key());
        return json.isEmpty() ? call.send() : call.json(json).send();
    }
}

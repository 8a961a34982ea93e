package sg.com.aurix.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sg.com.aurix.application.contract.Requirement;

/** Every example of the two published documents, as printed, against a running server. */
class PublishedExamplesTest {
    private static final PublishedDocument INTEGRATION = PublishedDocument.read("external-integration.md");
    private static final PublishedDocument CORRELATION = PublishedDocument.read("correlation-id.md");

    @Test
    @Requirement({"WH-1", "WH-2", "API-2"})
    void the_webhook_is_registered_and_read_back_as_printed() {
        TestPartner partner = TestPartner.create();
        PublishedDocument.Example put = INTEGRATION.requests().get(0);
        PublishedDocument.Example get = INTEGRATION.requests().get(1);

        JsonNode registered = send(put, partner);
        JsonNode readBack = send(get, partner);

        assertLikePrinted(INTEGRATION.answerTo(put), registered, "webhook-config");
        assertThat(keys(registered)).startsWith("id", "target_url", "secret", "is_active");
        assertThat(registered.path("target_url").asText()).isEqualTo("https://your-backend.com/webhooks/aurix");
        assertThat(registered.path("secret").asText()).matches("aurix_[A-Za-z0-9+/]{32}");
        assertThat(readBack).isEqualTo(registered);
    }

    @Test
    @Requirement({"API-2", "API-7", "LD-4"})
    void leads_are_listed_as_printed() {
        TestPartner partner = TestPartner.create();
        new Messages(partner).send("hello");
        collect(partner, """
            {"fields":{"email":"jane@example.com","preferred_outlet":"Orchard Gateway",
             "selected_service":"Eyelash Extensions","preferred_date_time":"1 January 2026"}}\
            """);
        PublishedDocument.Example request = INTEGRATION.requests().get(2);

        JsonNode answer = send(request, partner);

        JsonNode printed = INTEGRATION.answerTo(request);
        assertLikePrinted(printed, answer, "leads");
        assertThat(keys(answer.at("/data/0"))).isEqualTo(keys(printed.at("/data/0")));
        assertThat(keys(answer.at("/data/0/lead_json"))).isEqualTo(keys(printed.at("/data/0/lead_json")));
        for (String attribution : List.of("click_url", "parsed_params", "ip_address", "user_agent")) {
            assertThat(answer.at("/data/0").get(attribution).isNull())
                    .as(attribution)
                    .isTrue();
        }
    }

    @Test
    @Requirement("API-6")
    void the_attribution_log_is_listed_as_each_of_the_two_documents_prints_it() {
        TestPartner partner = TestPartner.create();
        partner.click("https://app.aurix.com.sg/auth/login");
        String reference = partner.click("https://app.aurix.com.sg/auth/login");
        new Messages(partner).send("Reference: " + reference);
        PublishedDocument.Example one = INTEGRATION.requests().get(3);
        PublishedDocument.Example other = CORRELATION.requests().get(0);

        assertLikePrinted(INTEGRATION.answerTo(one), send(one, partner), "attribution");
        assertLikePrinted(CORRELATION.answerTo(other), send(other, partner), "attribution");
    }

    @Test
    @Requirement({"WH-5", "LD-3", "LD-5", "API-7"})
    void events_are_as_printed() {
        TestPartner partner = TestPartner.create();
        try (Listener listener = new Listener()) {
            partner.listenWith(listener);
            String reference = partner.click("https://example.com/landing?utm_source=google");
            new Messages(partner).send("Reference: " + reference);
            collect(
                    partner,
                    "{\"fields\":{\"email\":\"mock@example.com\",\"company\":\"Mock Inc\",\"intent\":\"Testing\"}}");
            await().until(() -> listener.heard().size() == 3);

            for (String type : List.of("widget.click", "lead.correlated", "lead.complete")) {
                JsonNode event = heard(listener, type).orElseThrow();
                assertLikePrinted(INTEGRATION.event(type), event, type);
                assertThat(keys(event)).isEqualTo(keys(INTEGRATION.event(type)));
                assertThat(keys(event.path("data")))
                        .isEqualTo(keys(INTEGRATION.event(type).path("data")));
            }
            JsonNode shortForm = CORRELATION.event("widget.click");
            JsonNode click = heard(listener, "widget.click").orElseThrow();
            assertThat(keys(click)).containsAll(keys(shortForm));
            assertThat(keys(click.path("data"))).containsAll(keys(shortForm.path("data")));
        }
    }

    private static Optional<JsonNode> heard(Listener listener, String type) {
        return listener.heard().stream()
                .map(Listener.Heard::json)
                .filter(event -> event.path("event_type").asText().equals(type))
                .findFirst();
    }

    /** Hands data in for the partner's only conversation. */
    private static void collect(TestPartner partner, String json) {
        long conversation = partner.onlyConversation();
        var answer = partner.calls()
                .send(
                        "POST",
                        "/integrations/external/conversations/" + conversation + "/lead-data",
                        partner.apiKey(),
                        json);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private static JsonNode send(PublishedDocument.Example example, TestPartner partner) {
        var answer = partner.calls().send(example.request(partner.calls(), partner.apiKey()));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Calls.json(answer);
    }

    /** Whatever is printed is there and of the same kind; where null is printed, anything may stand. */
    private static void assertLikePrinted(JsonNode printed, JsonNode actual, String where) {
        if (printed.isObject()) {
            for (String key : keys(printed)) {
                assertThat(actual.has(key)).as(where + "." + key).isTrue();
                assertLikePrinted(printed.get(key), actual.get(key), where + "." + key);
            }
        } else if (printed.isArray()) {
            assertThat(actual.size()).as(where).isGreaterThanOrEqualTo(printed.size());
            for (int i = 0; i < printed.size(); i++) {
                assertLikePrinted(printed.get(i), actual.get(i), where + "[" + i + "]");
            }
        } else if (!printed.isNull() && !actual.isNull()) {
            assertThat(actual.getNodeType()).as(where).isEqualTo(printed.getNodeType());
        }
    }

    private static List<String> keys(JsonNode object) {
        List<String> keys = new ArrayList<>();
        object.fieldNames().forEachRemaining(keys::add);
        return keys;
    }
}

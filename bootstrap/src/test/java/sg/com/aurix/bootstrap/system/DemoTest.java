package sg.com.aurix.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sg.com.aurix.application.contract.Requirement;

/** The sandbox's demo, called as its page calls it. */
class DemoTest {
    private static final String CONFIG = "/integrations/external/webhook-config";

    private final Calls calls = new Calls(TestSandbox.url());

    @ParameterizedTest
    @ValueSource(strings = {"/demo", "/demo/", "/demo/shop"})
    void its_pages_are_there(String path) {
        var answer = calls.get(path);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).hasValue("text/html; charset=utf-8");
        assertThat(answer.headers().firstValue("content-security-policy").orElse(""))
                .contains("default-src 'none'");
    }

    @Test
    void the_shop_and_the_setup_name_what_the_sandbox_prints() {
        JsonNode setup = setup();

        assertThat(setup.path("api_key").asText()).isEqualTo(TestSandbox.API_KEY);
        assertThat(setup.path("widget_token").asText()).isEqualTo(TestSandbox.WIDGET_TOKEN);
        assertThat(TestSandbox.server().greeting())
                .contains("AURIX_API_KEY='" + setup.path("api_key").asText() + "'")
                .contains("AURIX_WIDGET_TOKEN='" + setup.path("widget_token").asText() + "'");
        assertThat(setup.path("listener_url").asText()).isEqualTo(TestSandbox.url() + "/demo/listener");
        assertThat(calls.get("/demo/shop").body()).contains("\"" + TestSandbox.WIDGET_TOKEN + "\"");
    }

    @Test
    @Requirement({"TR-3", "LD-1", "LD-3", "LD-5", "WH-3", "WH-5"})
    void a_click_becomes_a_complete_lead_before_the_eyes_of_the_partner() {
        JsonNode setup = setup();
        String key = setup.path("api_key").asText();
        var registered = calls.send("PUT", CONFIG, key, "{\"url\":" + setup.path("listener_url") + "}");
        assertThat(registered.statusCode()).as(registered.body()).isEqualTo(200);

        var click = calls.click(
                setup.path("widget_token").asText(),
                UUID.randomUUID().toString(),
                "https://shop.example/?utm_source=google");
        assertThat(click.statusCode()).as(click.body()).isEqualTo(201);
        String reference = Calls.json(click).path("correlation_id").asText();
        awaitTypes(reference, "widget.click");

        String first = write("Reference: " + reference, "");
        awaitTypes(reference, "widget.click", "lead.correlated");

        write("Reference: " + reference, ",\"message_id\":\"" + first + "\"");
        write("You can write to me at mei@example.com", "");
        awaitTypes(reference, "widget.click", "lead.correlated", "lead.complete");

        for (JsonNode event : heard(reference)) {
            assertThat(event.path("verified").asBoolean()).isTrue();
            assertThat(event.path("headers").size()).isEqualTo(5);
        }
        JsonNode complete = Calls.json(heard(reference).getLast().path("body").asText());
        assertThat(complete.at("/data/lead_data/email").asText()).isEqualTo("mei@example.com");
        JsonNode lead = Calls.json(calls.get("/integrations/external/leads?limit=1", key))
                .at("/data/0");
        assertThat(lead.path("lead_status").asText()).isEqualTo("complete");
    }

    private JsonNode setup() {
        var answer = calls.get("/demo/setup");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Calls.json(answer);
    }

    /** Writes on the demo's phone and returns the message's id. */
    private String write(String text, String further) {
        var answer = calls.send("POST", "/demo/phone/messages", "nobody", """
            {"wa_id":"12025550147","user_id":"US.13491208655302741918","name":"Mei Lin","text":"%s"%s}\
            """.formatted(text, further));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(Calls.json(answer).path("status").asInt()).isEqualTo(200);
        return Calls.json(answer).path("message_id").asText();
    }

    private void awaitTypes(String reference, String... types) {
        await().untilAsserted(() -> assertThat(heard(reference))
                .extracting(event -> event.path("event_type").asText())
                .containsExactly(types));
    }

    /** What the built-in listener heard of that visit: other tests of this JVM click on the same widget. */
    private List<JsonNode> heard(String reference) {
        JsonNode events = Calls.json(calls.get("/demo/listener/events")).path("data");
        return StreamSupport.stream(events.spliterator(), false)
                .filter(event -> event.path("body").asText().contains(reference))
                .toList();
    }
}

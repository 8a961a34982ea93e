package sg.com.aurix.adapters.http.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import sg.com.aurix.adapters.http.Answer;
import sg.com.aurix.application.contract.Requirement;

/** A click becomes a lead by what the demo's page calls, and by nothing else. */
final class JourneyTest {
    private final DemoServer server = DemoServer.start();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    @Requirement({"TR-3", "LD-3", "LD-5", "WH-3"})
    void what_is_clicked_and_written_is_heard_by_the_built_in_listener() {
        server.listen();

        String reference = click();
        assertThat(types()).containsExactly("widget.click");

        write("Reference: " + reference);
        assertThat(types()).containsExactly("widget.click", "lead.correlated");

        write("You can write to me at mei@example.com");
        assertThat(types()).containsExactly("widget.click", "lead.correlated", "lead.complete");

        assertThat(data(0).path("correlation_id").textValue()).isEqualTo(reference);
        assertThat(data(1).path("correlation_id").textValue()).isEqualTo(reference);
        assertThat(data(1).path("phone_number").textValue()).isEqualTo("12025550147");
        assertThat(data(2).at("/lead_data/email").textValue()).isEqualTo("mei@example.com");
        assertThat(server.heard()).allMatch(event -> event.path("verified").booleanValue());
        assertThat(leads().at("/0/lead_status").textValue()).isEqualTo("complete");
    }

    @Test
    @Requirement("LD-6")
    void a_message_sent_again_with_its_id_is_taken_and_changes_nothing() {
        server.listen();
        String reference = click();
        Answer first = write("Reference: " + reference);
        JsonNode before = leads();

        Answer again = write(
                "mei@example.com",
                ",\"message_id\":\"" + first.json().path("message_id").textValue() + "\"");

        assertThat(again.json().path("status").intValue()).isEqualTo(200);
        assertThat(again.json().path("message_id")).isEqualTo(first.json().path("message_id"));
        assertThat(leads()).isEqualTo(before);
        assertThat(types()).containsExactly("widget.click", "lead.correlated");
    }

    private String click() {
        Answer answer = server.call("POST", "/widget/clicks")
                .json("""
                    {"token":"%s","device_id":"9fad5f62-2d08-49d4-852a-b48be43beb68",
                     "click_url":"https://example.com/landing?utm_source=google"}\
                    """.formatted(server.partner().token()))
                .send();
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json().path("correlation_id").textValue();
    }

    private Answer write(String text) {
        return write(text, "");
    }

    private Answer write(String text, String further) {
        Answer answer = server.call("POST", "/demo/phone/messages")
                .json("""
                    {"wa_id":"12025550147","user_id":"US.13491208655302741918","name":"Mei Lin","text":"%s"%s}\
                    """.formatted(text, further))
                .send();
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().path("status").intValue()).isEqualTo(200);
        return answer;
    }

    private List<String> types() {
        List<String> types = new ArrayList<>();
        server.heard().forEach(event -> types.add(event.path("event_type").textValue()));
        return types;
    }

    /** What the event of that place told. */
    private JsonNode data(int index) {
        return Answer.parse(server.heard().get(index).path("body").textValue()).path("data");
    }

    private JsonNode leads() {
        return server.call("GET", "/integrations/external/leads")
                .bearer(server.partner().key())
                .send()
                .json()
                .path("data");
    }
}

package sg.com.aurix.adapters.http.partnerapi.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sg.com.aurix.adapters.http.Answer;
import sg.com.aurix.adapters.http.TestPartner;
import sg.com.aurix.adapters.http.TestServer;
import sg.com.aurix.application.contract.Requirement;

@Requirement("WH-1")
final class WebhookConfigTest {
    private static final String PATH = "/integrations/external/webhook-config";

    private static final TestServer server = TestServer.shared();

    private final TestPartner partner = server.newPartner();

    @Test
    @Requirement({"WH-2", "API-2"})
    void the_documented_request_gets_the_documented_answer() {
        // As printed in the published document.
        Answer answer = put("""
            {
                "url": "https://your-backend.com/webhooks/aurix"
              }\
            """);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("content-type")).hasValue("application/json");
        assertThat(answer.names()).startsWith("id", "target_url", "secret", "is_active");
        JsonNode config = answer.json();
        assertThat(config.get("id").asText()).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        assertThat(config.get("target_url").asText()).isEqualTo("https://your-backend.com/webhooks/aurix");
        assertThat(config.get("secret").asText()).matches("aurix_[A-Za-z0-9+/]{32}");
        assertThat(config.get("is_active").isBoolean()).isTrue();
        assertThat(config.get("is_active").asBoolean()).isTrue();
    }

    @Test
    void before_any_put_there_is_nothing() {
        Answer answer = partner.get(PATH);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.names()).containsExactly("status", "message");
    }

    @Test
    void get_returns_what_put_returned() {
        Answer put = put("{\"url\":\"https://your-backend.com/a\"}");

        Answer get = partner.get(PATH);

        assertThat(get.status()).isEqualTo(200);
        assertThat(get.text()).isEqualTo(put.text());
        assertThat(get.header("cache-control")).hasValue("no-store");
    }

    @Test
    void a_later_put_overwrites_the_url_and_keeps_id_and_secret() {
        JsonNode first = put("{\"url\":\"https://your-backend.com/a\"}").json();

        JsonNode again = put("{\"url\":\"https://your-backend.com/a\"}").json();
        JsonNode moved = put("{\"url\":\"https://your-backend.com/b\"}").json();

        assertThat(again).isEqualTo(first);
        assertThat(moved.get("target_url").asText()).isEqualTo("https://your-backend.com/b");
        assertThat(moved.get("id")).isEqualTo(first.get("id"));
        assertThat(moved.get("secret")).isEqualTo(first.get("secret"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                      | url is missing",
                "{\"url\":null}                          | url is missing",
                "{\"url\":7}                             | url must be a string, not a number",
                "{\"url\":[\"https://your-backend.com\"]}| url must be a string, not an array",
                "{\"url\":\"http://your-backend.com/\"}  | url must be an https URL",
                "{\"url\":\"\"}                          | url must be an https URL",
                "{\"url\":\"https://\"}                  | url must be an absolute http or https URL with a host"
            })
    @Requirement("API-3")
    void a_url_that_cannot_be_registered_is_a_400_that_says_why(String body, String message) {
        Answer answer = put(body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.fields()).containsExactly("url");
        assertThat(answer.json().get("errors").get(0).get("message").asText()).isEqualTo(message);
        assertThat(partner.get(PATH).status()).isEqualTo(404);
    }

    @Test
    void properties_of_newer_clients_are_passed_over() {
        assertThat(put("{\"url\":\"https://your-backend.com/a\",\"retries\":{\"on\":true}}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void who_accepts_problem_details_alone_still_gets_the_configuration_as_json() {
        Answer answer = server.call("PUT", PATH)
                .bearer(partner.key())
                .header("Accept", "application/problem+json")
                .json("{\"url\":\"https://your-backend.com/a\"}")
                .send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("content-type")).hasValue("application/json");
    }

    private Answer put(String json) {
        return server.call("PUT", PATH).bearer(partner.key()).json(json).send();
    }
}

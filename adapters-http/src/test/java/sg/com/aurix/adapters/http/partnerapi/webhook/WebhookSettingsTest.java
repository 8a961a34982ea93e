package sg.com.aurix.adapters.http.partnerapi.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sg.com.aurix.adapters.http.Answer;
import sg.com.aurix.adapters.http.TestPartner;
import sg.com.aurix.adapters.http.TestServer;
import sg.com.aurix.adapters.http.request.TrustedProxies;
import sg.com.aurix.application.contract.Requirement;
import sg.com.aurix.application.port.WebhookSender;
import sg.com.aurix.application.usecase.PublishedTime;

/** The settings behind the four documented keys. On a server of its own, because days go by. */
@Requirement("WH-6")
final class WebhookSettingsTest {
    private static final String PATH = "/integrations/external/webhook-config";
    private static final String ALL = "[\"widget.click\",\"lead.correlated\",\"lead.complete\"]";

    private static final TestServer server = TestServer.start(TrustedProxies.NONE, Optional.empty());

    private final TestPartner partner = server.newPartner();

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    @Requirement({"API-2", "WH-1"})
    void a_plain_registration_shows_the_published_defaults_behind_the_documented_keys() {
        Answer answer = partner.register("");

        assertThat(answer.names())
                .containsExactly(
                        "id",
                        "target_url",
                        "secret",
                        "is_active",
                        "delivery",
                        "events",
                        "deactivated_at",
                        "deactivated_reason",
                        "failing_since",
                        "previous_secret_valid_until");
        assertThat(answer.text())
                .endsWith("\"is_active\":true,\"delivery\":\"fire_and_forget\",\"events\":" + ALL
                        + ",\"deactivated_at\":null,\"deactivated_reason\":null,\"failing_since\":null,"
                        + "\"previous_secret_valid_until\":null}");
    }

    @Test
    @Requirement("WH-1")
    void settings_are_taken_shown_and_kept_by_a_plain_registration() {
        Answer first = partner.register(
                ",\"delivery\":\"retry\",\"events\":[\"lead.complete\",\"widget.click\",\"lead.complete\"],"
                        + "\"is_active\":false");
        Answer plain = partner.register("");

        assertThat(first.json().get("delivery").asText()).isEqualTo("retry");
        assertThat(first.json().get("events").toString()).isEqualTo("[\"widget.click\",\"lead.complete\"]");
        assertThat(first.json().get("is_active").asBoolean()).isFalse();
        assertThat(plain.text()).isEqualTo(first.text());
        assertThat(get().text()).isEqualTo(first.text());
    }

    @Test
    void each_setting_can_be_changed_by_itself() {
        partner.register(",\"delivery\":\"retry\",\"events\":[\"lead.complete\"],\"is_active\":false");

        JsonNode active = partner.register(",\"is_active\":true").json();
        JsonNode events = partner.register(",\"events\":" + ALL).json();
        JsonNode forgetting =
                partner.register(",\"delivery\":\"fire_and_forget\"").json();

        assertThat(active.get("is_active").asBoolean()).isTrue();
        assertThat(active.get("delivery").asText()).isEqualTo("retry");
        assertThat(active.get("events").toString()).isEqualTo("[\"lead.complete\"]");
        assertThat(events.get("events").toString()).isEqualTo(ALL);
        assertThat(events.get("delivery").asText()).isEqualTo("retry");
        assertThat(forgetting.get("delivery").asText()).isEqualTo("fire_and_forget");
        assertThat(forgetting.get("is_active").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"delivery\":\"often\"   | delivery   | must be fire_and_forget or retry",
                "\"delivery\":\"RETRY\"   | delivery   | must be fire_and_forget or retry",
                "\"delivery\":\"\"        | delivery   | must be fire_and_forget or retry",
                "\"delivery\":true        | delivery   | must be a string, not true or false",
                "\"delivery\":null        | delivery   | must not be null: leave it out to keep it as it is",
                "\"events\":null          | events     | must not be null: leave it out to keep it as it is",
                "\"events\":\"lead.complete\" | events | must be an array of strings, not a string",
                "\"events\":{}            | events     | must be an array of strings, not an object",
                "\"events\":[]            | events     | must name at least one of widget.click, lead.correlated or"
                        + " lead.complete: to receive nothing, send \"is_active\": false",
                "\"events\":[\"lead.complete\",\"lead.lost\"] | events[1] | must be widget.click, lead.correlated or"
                        + " lead.complete",
                "\"events\":[7]           | events[0]  | must be a string, not a number",
                "\"events\":[\"lead.complete\",null] | events[1] | must be a string, not null",
                "\"is_active\":null       | is_active  | must not be null: leave it out to keep it as it is",
                "\"is_active\":\"true\"   | is_active  | must be true or false, not a string",
                "\"is_active\":1          | is_active  | must be true or false, not a number"
            })
    @Requirement("API-3")
    void a_setting_that_is_none_is_a_400_that_tells_what_is_allowed(String setting, String field, String message) {
        Answer before = partner.register("");

        Answer answer = partner.register("," + setting);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.fields()).containsExactly(field);
        assertThat(answer.json().get("errors").get(0).get("message").asText()).isEqualTo(field + " " + message);
        assertThat(get().text()).as("nothing was changed").isEqualTo(before.text());
    }

    @Test
    @Requirement("API-3")
    void every_setting_at_fault_is_named_at_once() {
        Answer answer = server.call("PUT", PATH)
                .bearer(partner.key())
                .json("{\"delivery\":\"often\",\"events\":[\"a\",\"b\"],\"is_active\":null}")
                .send();

        assertThat(answer.fields()).containsExactlyInAnyOrder("url", "delivery", "events[0]", "events[1]", "is_active");
    }

    @Test
    @Requirement("WH-8")
    void an_inactive_webhook_receives_nothing_and_an_active_one_only_what_it_takes() {
        partner.register(",\"is_active\":false");
        partner.click("device-1", "https://shop.example/a");
        partner.register(",\"is_active\":true,\"events\":[\"lead.correlated\"]");
        var click = partner.click("device-1", "https://shop.example/b");
        partner.message("6587487282", "Jane Doe", "Reference: " + click.correlationId());

        List<String> received = new ArrayList<>();
        server.listener().received(partner.listenerUrl()).stream()
                .filter(one -> one.event().partnerId().equals(partner.id()))
                .forEach(one -> received.add(one.event().type().published()));
        assertThat(received).containsExactly("lead.correlated");
    }

    @Test
    @Requirement("RS-14")
    void a_listener_that_is_gone_shows_when_and_why_until_it_is_switched_on_again() {
        listenerAnswers(410);
        partner.register(",\"delivery\":\"retry\"");
        partner.click("device-1", "https://shop.example/a");
        Instant attempted = server.clock().instant();

        JsonNode gone = get().json();
        assertThat(gone.get("is_active").asBoolean()).isFalse();
        assertThat(gone.get("deactivated_at").asText()).isEqualTo(PublishedTime.of(attempted));
        assertThat(gone.get("deactivated_reason").asText()).isEqualTo("gone");
        assertThat(partner.register("").json().get("is_active").asBoolean())
                .as("a plain registration resets nothing")
                .isFalse();

        JsonNode on = partner.register(",\"is_active\":true").json();
        assertThat(on.get("is_active").asBoolean()).isTrue();
        assertThat(on.get("deactivated_at").isNull()).isTrue();
        assertThat(on.get("deactivated_reason").isNull()).isTrue();
    }

    @Test
    @Requirement("RS-14")
    void a_listener_that_fails_for_five_days_shows_since_when_and_then_that_it_was_given_up() {
        listenerAnswers(500);
        partner.register(",\"delivery\":\"retry\"");
        partner.click("device-1", "https://shop.example/a");
        String since = PublishedTime.of(server.clock().instant());
        assertThat(get().json().get("failing_since").asText()).isEqualTo(since);
        assertThat(get().json().get("is_active").asBoolean()).isTrue();

        server.clock().pass(Duration.ofDays(5));
        partner.click("device-1", "https://shop.example/b");

        assertThat(get().json().get("is_active").asBoolean()).isFalse();
        assertThat(get().json().get("failing_since").asText()).isEqualTo(since);
        assertThat(get().json().get("deactivated_reason").asText()).isEqualTo("failing");
    }

    private void listenerAnswers(int status) {
        server.listener().answer(partner.listenerUrl(), () -> new WebhookSender.Answer.Answered(status, ""));
    }

    private Answer get() {
        return partner.get(PATH);
    }
}

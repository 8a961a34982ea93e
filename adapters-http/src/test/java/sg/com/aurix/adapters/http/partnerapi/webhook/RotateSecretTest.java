package sg.com.aurix.adapters.http.partnerapi.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sg.com.aurix.adapters.http.Answer;
import sg.com.aurix.adapters.http.Call;
import sg.com.aurix.adapters.http.Listener;
import sg.com.aurix.adapters.http.TestPartner;
import sg.com.aurix.adapters.http.TestServer;
import sg.com.aurix.adapters.http.request.TrustedProxies;
import sg.com.aurix.application.contract.Requirement;
import sg.com.aurix.application.usecase.PublishedTime;
import sg.com.aurix.domain.webhook.Signature;
import sg.com.aurix.domain.webhook.WebhookSecret;

/** On a server of its own, because days go by. */
@Requirement("RS-17")
final class RotateSecretTest {
    private static final String CONFIG = "/integrations/external/webhook-config";
    private static final String PATH = CONFIG + "/rotate-secret";

    private static final TestServer server = TestServer.start(TrustedProxies.NONE, Optional.empty());

    private final TestPartner partner = server.newPartner();
    private final String url = partner.listenerUrl();

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    @Requirement({"WH-2", "WH-1"})
    void a_new_secret_is_shown_with_everything_else_as_it_was() {
        JsonNode before = register();

        Answer rotated = rotate("");

        assertThat(rotated.status()).isEqualTo(200);
        assertThat(rotated.header("cache-control")).hasValue("no-store");
        assertThat(rotated.json().get("secret").asText())
                .matches("aurix_[A-Za-z0-9+/]{32}")
                .isNotEqualTo(before.get("secret").asText());
        assertThat(rotated.json().get("id")).isEqualTo(before.get("id"));
        assertThat(rotated.json().get("target_url")).isEqualTo(before.get("target_url"));
        assertThat(get().text()).isEqualTo(rotated.text());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "                            | 24",
                "{}                          | 24",
                "{\"overlap_hours\":null}    | 24",
                "{\"overlap_hours\":1}       | 1",
                "{\"overlap_hours\":720}     | 720",
                "{\"overlap_hours\":48.0}    | 48",
                "{\"newer\":true}            | 24"
            })
    void the_overlap_lasts_as_long_as_asked_and_a_day_otherwise(String body, int hours) {
        register();

        JsonNode rotated = rotate(body == null ? "" : body).json();

        Instant until = server.clock().instant().plus(Duration.ofHours(hours));
        assertThat(rotated.get("previous_secret_valid_until").asText()).isEqualTo(PublishedTime.of(until));
        server.clock().pass(Duration.ofHours(hours).minusNanos(1000));
        assertThat(get().json().get("previous_secret_valid_until").isNull()).isFalse();
        server.clock().pass(Duration.ofNanos(1000));
        assertThat(get().json().get("previous_secret_valid_until").isNull()).isTrue();
    }

    @Test
    void without_an_overlap_the_old_secret_counts_no_more() {
        register();

        assertThat(rotate("{\"overlap_hours\":0}")
                        .json()
                        .get("previous_secret_valid_until")
                        .isNull())
                .isTrue();
    }

    @Test
    @Requirement("WH-4")
    void during_the_overlap_events_carry_both_signatures_and_the_new_digest() {
        WebhookSecret old = new WebhookSecret(register().get("secret").asText());
        WebhookSecret fresh = new WebhookSecret(rotate("").json().get("secret").asText());

        partner.click("device-1", "https://shop.example/a");

        Listener.Received received = server.listener().received(url).get(0);
        byte[] body = received.event().body().bytes();
        String id = received.header(Signature.ID);
        String timestamp = received.header(Signature.TIMESTAMP);
        assertThat(received.header(Signature.STANDARD))
                .isEqualTo(Signature.standard(fresh, id, timestamp, body) + " "
                        + Signature.standard(old, id, timestamp, body));
    }

    @Test
    void a_fifth_secret_that_would_still_count_is_a_409_that_says_what_to_do() {
        register();
        for (int i = 0; i < 4; i++) {
            assertThat(rotate("").status()).isEqualTo(200);
        }
        Answer before = get();

        Answer answer = rotate("");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.names()).containsExactly("status", "message");
        assertThat(answer.json().get("message").asText()).contains("\"overlap_hours\": 0", "wait");
        assertThat(get().text()).isEqualTo(before.text());
        assertThat(rotate("{\"overlap_hours\":0}").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "721", "1.5", "1e3", "1e999999999", "\"24\"", "true", "[24]", "{}"})
    @Requirement("API-3")
    void what_is_no_whole_number_of_hours_is_a_400_that_names_it(String hours) {
        JsonNode before = register();

        Answer answer = rotate("{\"overlap_hours\":" + hours + "}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.fields()).containsExactly("overlap_hours");
        assertThat(answer.json().get("message").asText()).contains("whole number");
        assertThat(get().json()).isEqualTo(before);
    }

    @Test
    void without_a_webhook_there_is_no_secret_to_replace() {
        Answer answer = rotate("");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text()).isEqualTo(get().text());
    }

    private JsonNode register() {
        return partner.register("").json();
    }

    private Answer rotate(String body) {
        Call call = server.call("POST", PATH).bearer(partner.key());
        return body.isEmpty() ? call.send() : call.json(body).send();
    }

    private Answer get() {
        return partner.get(CONFIG);
    }
}

package sg.com.aurix.adapters.http.partnerapi.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sg.com.aurix.adapters.http.Answer;
import sg.com.aurix.adapters.http.Listener;
import sg.com.aurix.adapters.http.TestPartner;
import sg.com.aurix.adapters.http.TestServer;
import sg.com.aurix.application.contract.Requirement;
import sg.com.aurix.application.usecase.CollectLeadData;
import sg.com.aurix.domain.lead.Lead;
import sg.com.aurix.domain.webhook.EventId;
import sg.com.aurix.domain.webhook.Signature;

@Requirement({"WH-3", "WH-4"})
final class SignatureTest {
    private static final String CONFIG = "/integrations/external/webhook-config";
    private static final String PATH = CONFIG + "/verify";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final TestServer server = TestServer.shared();

    private final TestPartner partner = server.newPartner();
    private final String url = partner.listenerUrl();

    @BeforeEach
    void register() {
        partner.register("");
    }

    @Test
    void what_was_sent_is_found_right() {
        Listener.Received received = event();

        Answer answer = verify(partner, received.event().body().text(), received.headers());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.names()).containsExactly("valid", "signed", "findings", "hints");
        assertThat(answer.json().get("valid").asBoolean()).isTrue();
        assertThat(Answer.texts(answer.json().get("signed"))).isEqualTo(received.headers());
        assertThat(answer.json().get("findings")).hasSize(3).allSatisfy(finding -> {
            assertThat(Answer.names(finding)).containsExactly("header", "given", "matches", "problem");
            assertThat(finding.get("matches").asBoolean()).isTrue();
            assertThat(finding.get("problem").isNull()).isTrue();
        });
        assertThat(answer.json().get("hints").get(0).asText()).contains("byte for byte");
    }

    @Test
    void headers_are_known_in_any_letter_case_and_others_are_passed_over() {
        Listener.Received received = event();
        Map<String, String> shouted = new LinkedHashMap<>();
        received.headers().forEach((name, value) -> shouted.put(name.toUpperCase(Locale.ROOT), value));
        shouted.put("Host", "your-backend.com");

        assertThat(verify(partner, received.event().body().text(), shouted)
                        .json()
                        .get("valid")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void a_body_that_was_changed_is_found_with_what_is_wrong() {
        Listener.Received received = event();

        JsonNode explained = verify(partner, received.event().body().text() + " ", received.headers())
                .json();

        assertThat(explained.get("valid").asBoolean()).isFalse();
        assertThat(explained.get("findings")).allSatisfy(finding -> {
            assertThat(finding.get("matches").asBoolean()).isFalse();
            assertThat(finding.get("problem").asText()).endsWith(".");
        });
        assertThat(explained.get("hints").get(0).asText()).contains("differ from byte");
    }

    @Test
    void headers_that_were_not_given_are_null() {
        JsonNode explained = verify(partner, "{}", Map.of()).json();

        assertThat(explained.get("valid").asBoolean()).isFalse();
        assertThat(explained.get("findings"))
                .hasSize(3)
                .allMatch(finding -> finding.get("given").isNull()
                        && finding.get("problem").isNull()
                        && !finding.get("matches").asBoolean());
        assertThat(Answer.names(explained.get("signed"))).containsExactly(Signature.HUB, Signature.HUB_256);
        assertThat(explained.get("hints").get(0).asText()).startsWith("None of the headers");
    }

    @Test
    @Requirement({"API-8", "RS-18"})
    void the_event_of_another_partner_is_as_unknown_as_one_that_never_was() {
        Listener.Received received = event();
        TestPartner stranger = server.newPartner();
        stranger.register("");

        String unknown = EventId.mint(server.clock().instant(), new Random(5)).published();
        Answer foreign = verify(stranger, "{}", Map.of(Signature.ID, received.header(Signature.ID)));
        Answer nobodys = verify(stranger, "{}", Map.of(Signature.ID, unknown));

        assertThat(foreign.text()).isEqualTo(nobodys.text());
        assertThat(foreign.json().get("hints").toString()).contains("No event of this webhook-id is on record");
    }

    @Test
    @Requirement("RS-21")
    void the_largest_event_there_can_be_fits_however_it_is_escaped() {
        Lead lead = partner.message("6587487282", "Jane Doe", "Good morning");
        Map<String, String> fields = new HashMap<>();
        // The lead form's three fields are among the hundred.
        for (int i = 0; i < 97; i++) {
            fields.put("field_" + i, "\uD83D\uDE00".repeat(1000));
        }
        fields.put("email", "jane@example.com");
        assertThat(server.aurix()
                        .collectLeadData()
                        .collect(partner.id(), lead.conversation().id(), fields))
                .isInstanceOf(CollectLeadData.Outcome.Collected.class);
        Listener.Received received = server.listener().received(url).get(0);
        StringBuilder escaped = new StringBuilder();
        received.event().body().text().chars().forEach(c -> escaped.append(String.format("\\u%04x", c)));
        ObjectNode headers = JSON.createObjectNode();
        received.headers().forEach(headers::put);

        Answer answer = server.call("POST", PATH)
                .bearer(partner.key())
                .json("{\"body\":\"" + escaped + "\",\"headers\":" + headers + "}")
                .send();

        assertThat(escaped).hasSizeGreaterThan(1024 * 1024);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("valid").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                  | body,headers",
                "{\"body\":\"\"}                     | headers",
                "{\"headers\":{}}                    | body",
                "{\"body\":{},\"headers\":{}}        | body",
                "{\"body\":null,\"headers\":null}    | body,headers",
                "{\"body\":\"\",\"headers\":[]}      | headers",
                "{\"body\":\"\",\"headers\":{\"webhook-timestamp\":1767352622,\"webhook-id\":null}}"
                        + " | headers.webhook-timestamp,headers.webhook-id"
            })
    @Requirement("API-3")
    void what_cannot_have_been_received_is_a_400_that_names_it(String body, String fields) {
        Answer answer =
                server.call("POST", PATH).bearer(partner.key()).json(body).send();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(String.join(",", answer.fields())).isEqualTo(fields);
    }

    @Test
    void without_a_webhook_there_is_no_secret_to_verify_with() {
        TestPartner other = server.newPartner();

        Answer answer = server.call("POST", PATH)
                .bearer(other.key())
                .json("{\"body\":\"\",\"headers\":{}}")
                .send();

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text()).isEqualTo(other.get(CONFIG).text());
    }

    private Listener.Received event() {
        partner.click("device-1", "https://shop.example/a?q=é");
        return server.listener().received(url).get(0);
    }

    private static Answer verify(TestPartner by, String body, Map<String, String> headers) {
        ObjectNode received = JSON.createObjectNode().put("body", body);
        ObjectNode given = received.putObject("headers");
        headers.forEach(given::put);
        return server.call("POST", PATH)
                .bearer(by.key())
                .json(received.toString())
                .send();
    }
}

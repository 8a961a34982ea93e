package sg.com.aurix.adapters.http.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sg.com.aurix.adapters.http.Answer;
import sg.com.aurix.adapters.http.TestPartner;
import sg.com.aurix.adapters.http.TestServer;
import sg.com.aurix.application.contract.Requirement;
import sg.com.aurix.domain.lead.Lead;

@Requirement("LD-5")
final class LeadDataTest {
    private static final TestServer server = TestServer.shared();

    private final TestPartner partner = server.newPartner();
    private final Lead lead = partner.message("6587487282", "Jane Doe", "Good morning");
    private final String id = lead.conversation().id().toString();

    @Test
    @Requirement("API-7")
    void collected_fields_are_answered_with_the_lead_as_in_the_list() {
        Answer answer = post(id, "{\"fields\":{\"email\":\"a@b.co\",\"preferred_outlet\":\"Orchard\"}}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("content-type")).hasValue("application/json");
        assertThat(answer.json()).isEqualTo(listed());
        assertThat(answer.json().get("lead_status").asText()).isEqualTo("complete");
        assertThat(answer.json().get("lead_json").toString())
                .isEqualTo("{\"contact_name\":\"Jane Doe\",\"contact_number\":\"6587487282\","
                        + "\"contact_email\":\"a@b.co\",\"preferred_outlet\":\"Orchard\"}");
    }

    @Test
    void no_fields_change_nothing() {
        JsonNode before = listed();

        Answer answer = post(id, "{\"fields\":{}}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                                        | fields",
                "{\"fields\":null}                                         | fields",
                "{\"fields\":[]}                                           | fields",
                "{\"fields\":\"email\"}                                    | fields",
                "{\"fields\":{\"email\":7}}                                | fields.email",
                "{\"fields\":{\"email\":null}}                             | fields.email",
                "{\"fields\":{\"a\":true,\"b\":{},\"c\":[\"x\"]}}          | fields.a,fields.b,fields.c",
                "{\"fields\":{\"email\":\"nobody\"}}                       | fields.email",
                "{\"fields\":{\"email\":\"a@b.co\",\"phone\":\"12\"}}      | fields.phone",
                "{\"fields\":{\"email\":\"x\",\"phone\":\"y\"}}            | fields.email,fields.phone",
                "{\"fields\":{\"Email\":\"a@b.co\"}}                       | fields.Email",
                "{\"fields\":{\"contact_email\":\"a@b.co\"}}               | fields.contact_email",
                "{\"fields\":{\"\":\"x\"}}                                 | fields",
                "{\"fields\":{\"outlet\":\"\"}}                            | fields.outlet",
                "{\"fields\":{\"outlet\":\"a\\u0007b\"}}                   | fields.outlet",
                "{\"fields\":{\"outlet\":\"a\\u0000b\"}}                   | fields.outlet",
                "{\"fields\":{\"email\":\"a@b.co\",\"email\":\"b@b.co\"}}  | fields.email"
            })
    @Requirement("API-3")
    void what_cannot_be_kept_is_a_400_that_names_it_and_nothing_is_stored(String body, String fields) {
        JsonNode before = listed();

        Answer answer = post(id, body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.fields()).isEqualTo(List.of(fields.split(",", -1)));
        assertThat(listed()).isEqualTo(before);
    }

    @Test
    @Requirement("RS-19")
    void a_refused_value_is_not_repeated() {
        assertThat(post(id, "{\"fields\":{\"email\":\"jane-at-example\",\"phone\":\"+65 87\"}}")
                        .text())
                .doesNotContain("jane-at-example", "+65 87");
    }

    @Test
    void values_that_are_too_long_or_too_many_are_named() {
        assertThat(post(id, "{\"fields\":{\"outlet\":\"" + "x".repeat(1001) + "\"}}")
                        .fields())
                .containsExactly("fields.outlet");
        String many =
                IntStream.range(0, 101).mapToObj(i -> "\"k" + i + "\":\"v\"").collect(Collectors.joining(","));

        assertThat(post(id, "{\"fields\":{" + many + "}}").fields()).containsExactly("fields");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "999999999",
                "9223372036854775807",
                "9223372036854775808",
                "0",
                "-1",
                "x",
                "1.0",
                "%201",
                "+1",
                "01",
                "1%00",
                "00000000000000000000000001",
                "%D9%A1",
                "null"
            })
    @Requirement("API-8")
    void an_id_that_nobody_has_or_that_is_none_is_a_404(String unknown) {
        Answer answer = post(unknown, "{\"fields\":{\"email\":\"a@b.co\"}}");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.names()).containsExactly("status", "message");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"fields\":{\"email\":\"a@b.co\"}}",
                "{\"fields\":{\"email\":\"nobody\"}}",
                "{\"fields\":{}}",
                "{\"fields\":7}",
                "nonsense",
                ""
            })
    @Requirement({"RS-18", "API-8"})
    void another_partners_id_is_answered_byte_for_byte_like_an_unknown_one(String body) {
        TestPartner stranger = server.newPartner();

        Answer foreign = postAs(stranger, id, body);
        Answer unknown = postAs(stranger, "999999999", body);
        Answer garbage = postAs(stranger, "garbage", body);

        assertThat(foreign.status()).isIn(404, 400);
        assertThat(foreign.text()).isEqualTo(unknown.text()).isEqualTo(garbage.text());
        assertThat(foreign.headersWithoutDate())
                .isEqualTo(unknown.headersWithoutDate())
                .isEqualTo(garbage.headersWithoutDate());
        assertThat(listed().get("lead_json").get("contact_email").isNull()).isTrue();
    }

    private JsonNode listed() {
        return partner.rows("/integrations/external/leads").get(0);
    }

    private Answer post(String conversation, String json) {
        return postAs(partner, conversation, json);
    }

    private static Answer postAs(TestPartner caller, String conversation, String json) {
        return server.call("POST", "/integrations/external/conversations/" + conversation + "/lead-data")
                .bearer(caller.key())
                .json(json)
                .send();
    }
}

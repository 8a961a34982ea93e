package sg.com.aurix.adapters.http.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sg.com.aurix.adapters.http.Answer;
import sg.com.aurix.adapters.http.TestServer;
import sg.com.aurix.application.contract.Requirement;
import sg.com.aurix.domain.partner.ApiKey;

final class PartnersTest {
    private static final String NOBODY = "00000000-0000-7000-8000-000000000000";
    private static final TestServer server = TestServer.shared();

    @Test
    void a_new_partner_can_be_read_back() {
        Answer created = call("POST", "", "{\"name\":\"Glow Salon\"}");

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.names()).containsExactly("partner_id", "name");
        assertThat(created.json().get("name").asText()).isEqualTo("Glow Salon");
        String id = created.json().get("partner_id").asText();
        Answer read = call("GET", "/" + id);
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.names()).containsExactly("partner_id", "name", "created_at");
        assertThat(read.json().get("partner_id").asText()).isEqualTo(id);
        Answer list = call("GET", "");
        assertThat(list.names()).containsExactly("status", "message", "data");
        assertThat(list.json().get("data")).contains(read.json());
    }

    @Test
    void an_id_is_read_in_any_letter_case() {
        String id = newPartner();

        assertThat(call("GET", "/" + id.toUpperCase(Locale.ROOT)).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                     | name is missing",
                "{\"name\":7}           | name must be a string, not a number",
                "{\"name\":\"\"}        | name must not be empty",
                "{\"name\":\"a\\u0007\"}| name must not contain control characters"
            })
    @Requirement("API-3")
    void a_partner_needs_a_name(String json, String message) {
        Answer answer = call("POST", "", json);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("errors").get(0).get("message").asText()).isEqualTo(message);
    }

    @Test
    @Requirement("RS-16")
    void a_key_is_shown_once_and_never_again() {
        String partner = newPartner();

        Answer issued = call("POST", "/" + partner + "/keys");

        assertThat(issued.status()).isEqualTo(201);
        assertThat(issued.names()).containsExactly("key_id", "api_key");
        assertThat(issued.header("cache-control")).hasValue("no-store");
        String key = issued.json().get("api_key").asText();
        assertThat(key).matches("axk_[0-9a-f]{72}");
        Answer list = call("GET", "/" + partner + "/keys");
        assertThat(Answer.names(list.json().get("data").get(0))).containsExactly("key_id", "created_at", "revoked_at");
        assertThat(list.json().get("data").get(0).get("key_id"))
                .isEqualTo(issued.json().get("key_id"));
        assertThat(list.json().get("data").get(0).get("revoked_at").isNull()).isTrue();
        assertThat(list.text()).doesNotContain(key, new ApiKey(key).hash().hex());
    }

    @Test
    @Requirement({"RS-16", "API-1"})
    void a_revoked_key_stays_in_the_list_and_opens_nothing() {
        String partner = newPartner();
        JsonNode issued = call("POST", "/" + partner + "/keys").json();
        String key = issued.get("api_key").asText();
        String path = "/" + partner + "/keys/" + issued.get("key_id").asText();
        assertThat(leadsAs(key)).isEqualTo(200);

        Answer revoked = call("DELETE", path);

        assertThat(revoked.status()).isEqualTo(204);
        assertThat(revoked.text()).isEmpty();
        assertThat(leadsAs(key)).isEqualTo(401);
        JsonNode row = call("GET", "/" + partner + "/keys").json().get("data").get(0);
        assertThat(row.get("revoked_at").asText()).matches("[0-9-]{10}T[0-9:]{8}\\.[0-9]{6}Z");
        assertThat(call("DELETE", path).status()).isEqualTo(204);
        assertThat(call("GET", "/" + partner + "/keys").json().get("data").get(0))
                .isEqualTo(row);
    }

    @Test
    void a_key_is_revoked_by_its_own_partner_alone() {
        String partner = newPartner();
        String keyId =
                call("POST", "/" + partner + "/keys").json().get("key_id").asText();

        assertThat(call("DELETE", "/" + newPartner() + "/keys/" + keyId).status())
                .isEqualTo(404);
        assertThat(call("DELETE", "/" + partner + "/keys/" + UUID.randomUUID()).status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {NOBODY, "1", "1-1-1-1-1", "x", "%00", "%20" + NOBODY})
    void an_id_that_nobody_has_or_that_is_none_is_a_404(String id) {
        Answer unknown = call("GET", "/" + NOBODY);

        assertThat(call("GET", "/" + id).text()).isEqualTo(unknown.text());
        assertThat(call("GET", "/" + id).status()).isEqualTo(404);
        assertThat(call("POST", "/" + id + "/keys").status()).isEqualTo(404);
        assertThat(call("GET", "/" + id + "/keys").status()).isEqualTo(404);
        assertThat(call("DELETE", "/" + id + "/keys/" + NOBODY).status()).isEqualTo(404);
        assertThat(call("DELETE", "/" + newPartner() + "/keys/" + id).status()).isEqualTo(404);
    }

    private static int leadsAs(String key) {
        return server.get("/integrations/external/leads").bearer(key).send().status();
    }

    private static String newPartner() {
        return call("POST", "", "{\"name\":\"Glow Salon\"}")
                .json()
                .get("partner_id")
                .asText();
    }

    private static Answer call(String method, String path) {
        return server.call(method, "/admin/partners" + path)
                .bearer(TestServer.ADMIN_TOKEN)
                .send();
    }

    private static Answer call(String method, String path, String json) {
        return server.call(method, "/admin/partners" + path)
                .bearer(TestServer.ADMIN_TOKEN)
                .json(json)
                .send();
    }
}

package sg.com.aurix.adapters.http.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sg.com.aurix.adapters.http.Answer;
import sg.com.aurix.adapters.http.TestServer;
import sg.com.aurix.application.contract.Requirement;

final class ChannelsTest {
    private static final AtomicLong IDS = new AtomicLong(1000);
    private static final TestServer server = TestServer.shared();

    private final String partner = newPartner();
    private final String channel = Long.toString(IDS.incrementAndGet());

    @Test
    void a_channel_has_everything_it_was_given_and_a_widget_token() {
        Answer created = add("""
            {"channel_id":"%s","phone_number":"+65 8888-8888","display_name":"Glow Salon",
             "preview_message":"Hi!\\nHow can we help?","message_template":"I saw your page.","popup":true,"active":false,
             "lead_form":{"fields":[{"key":"email","label":"E-mail","required":true},{"key":"outlet","required":false}]}}\
            """.formatted(channel));

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.names())
                .containsExactly(
                        "channel_id",
                        "phone_number",
                        "display_name",
                        "preview_message",
                        "message_template",
                        "popup",
                        "active",
                        "lead_form",
                        "widget_token",
                        "created_at");
        JsonNode json = created.json();
        assertThat(json.get("channel_id").asText()).isEqualTo(channel);
        assertThat(json.get("phone_number").asText()).isEqualTo("6588888888");
        assertThat(json.get("preview_message").asText()).isEqualTo("Hi!\nHow can we help?");
        assertThat(json.get("message_template").asText()).isEqualTo("I saw your page.");
        assertThat(json.get("popup").asBoolean()).isTrue();
        assertThat(json.get("active").asBoolean()).isFalse();
        assertThat(json.get("lead_form").toString())
                .isEqualTo("{\"fields\":[{\"key\":\"email\",\"label\":\"E-mail\",\"required\":true},"
                        + "{\"key\":\"outlet\",\"label\":\"outlet\",\"required\":false}]}");
        assertThat(json.get("widget_token").asText()).matches("wt_[A-Za-z0-9_-]{24}");
        assertThat(call("GET", "/" + partner + "/channels/" + channel).json()).isEqualTo(json);
        assertThat(call("GET", "/" + partner + "/channels").json().get("data")).containsExactly(json);
    }

    @Test
    @Requirement("LD-5")
    void a_channel_that_says_no_more_is_on_without_popup_and_asks_for_name_email_and_phone() {
        JsonNode json = add(minimal()).json();

        assertThat(json.get("active").asBoolean()).isTrue();
        assertThat(json.get("popup").asBoolean()).isFalse();
        assertThat(json.get("preview_message").isNull()).isTrue();
        assertThat(json.get("message_template").isNull()).isTrue();
        assertThat(json.get("lead_form").get("fields"))
                .extracting(field ->
                        field.get("key").asText() + field.get("required").asText())
                .containsExactly("nametrue", "emailtrue", "phonetrue");
    }

    @ParameterizedTest
    @CsvSource({
        "+65 8888 8888, 6588888888",
        "0065-8888-8888, 6588888888",
        "6588888888, 6588888888",
        "+968 (99) 12.34.56, 96899123456"
    })
    void a_phone_number_is_taken_as_people_write_it(String written, String digits) {
        Answer answer = add(minimal().replace("+6588888888", written));

        assertThat(answer.json().get("phone_number").asText()).isEqualTo(digits);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                  | channel_id,phone_number,display_name",
                "{\"channel_id\":\"x\",\"phone_number\":\"12\",\"display_name\":\"\",\"preview_message\":\"\",\"message_template\":5,\"popup\":1,\"active\":\"yes\",\"lead_form\":[]}"
                    + " | channel_id,phone_number,display_name,preview_message,message_template,popup,active,lead_form",
                "{\"channel_id\":791163770738681,\"phone_number\":6588888888,\"display_name\":null} |"
                        + " channel_id,phone_number,display_name"
            })
    @Requirement("API-3")
    void everything_at_fault_is_named_at_once(String json, String fields) {
        Answer answer = add(json);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.fields()).isEqualTo(List.of(fields.split(",", -1)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                                       | lead_form.fields",
                "{\"fields\":null}                                        | lead_form.fields",
                "{\"fields\":{}}                                          | lead_form.fields",
                "{\"fields\":[]}                                          | lead_form",
                "{\"fields\":[{\"key\":\"email\",\"required\":false}]}    | lead_form",
                "{\"fields\":[{\"key\":\"a\",\"required\":true},{\"key\":\"a\",\"required\":true}]} | lead_form",
                "{\"fields\":[{\"key\":\"email\",\"required\":true},7]}   | lead_form.fields[1]",
                "{\"fields\":[{\"key\":\"E mail\",\"required\":true}]}    | lead_form.fields[0].key",
                "{\"fields\":[{\"key\":\"email\"}]}                       | lead_form.fields[0].required",
                "{\"fields\":[{\"required\":true}]}                       | lead_form.fields[0].key",
                "{\"fields\":[{\"key\":\"contact_name\",\"required\":true,\"label\":\"\"}]} |"
                        + " lead_form.fields[0].key,lead_form.fields[0].label"
            })
    @Requirement({"API-3", "LD-5"})
    void a_lead_form_at_fault_is_named_to_the_field(String form, String fields) {
        Answer answer = add(minimal().replace("}", ",\"lead_form\":" + form + "}"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.fields()).isEqualTo(List.of(fields.split(",", -1)));
    }

    @Test
    void a_channel_id_that_is_taken_is_a_409_whosever_it_is() {
        add(minimal());

        Answer own = add(minimal());
        Answer foreign = call("POST", "/" + newPartner() + "/channels", minimal());

        assertThat(own.status()).isEqualTo(409);
        assertThat(own.fields()).containsExactly("channel_id");
        assertThat(foreign.text()).isEqualTo(own.text());
    }

    @Test
    void a_patch_changes_what_it_names_and_nothing_else() {
        JsonNode before = add(minimal().replace("}", ",\"preview_message\":\"Hi!\",\"popup\":true}"))
                .json();

        JsonNode after = patch("{\"display_name\":\"Glow\",\"popup\":false}").json();

        assertThat(after.get("display_name").asText()).isEqualTo("Glow");
        assertThat(after.get("popup").asBoolean()).isFalse();
        for (String same : List.of(
                "channel_id",
                "phone_number",
                "preview_message",
                "message_template",
                "active",
                "lead_form",
                "widget_token",
                "created_at")) {
            assertThat(after.get(same)).as(same).isEqualTo(before.get(same));
        }
        assertThat(patch("{}").json()).isEqualTo(after);
        assertThat(call("GET", "/" + partner + "/channels/" + channel).json()).isEqualTo(after);
    }

    @Test
    void every_setting_can_be_patched() {
        add(minimal());

        JsonNode after = patch("""
            {"phone_number":"+65 9999 9999","display_name":"G","preview_message":"p","message_template":"m","popup":true,
             "active":false,"lead_form":{"fields":[{"key":"intent","required":true}]}}\
            """).json();

        assertThat(after.get("phone_number").asText()).isEqualTo("6599999999");
        assertThat(after.get("display_name").asText()).isEqualTo("G");
        assertThat(after.get("preview_message").asText()).isEqualTo("p");
        assertThat(after.get("message_template").asText()).isEqualTo("m");
        assertThat(after.get("popup").asBoolean()).isTrue();
        assertThat(after.get("active").asBoolean()).isFalse();
        assertThat(after.get("lead_form").get("fields").get(0).get("key").asText())
                .isEqualTo("intent");
    }

    @Test
    void null_removes_the_texts_and_brings_the_standard_form_back() {
        add(
                minimal()
                        .replace(
                                "}",
                                ",\"preview_message\":\"p\",\"message_template\":\"m\",\"lead_form\":{\"fields\":[{\"key\":\"intent\",\"required\":true}]}}"));

        JsonNode after = patch("{\"preview_message\":null,\"message_template\":null,\"lead_form\":null}")
                .json();

        assertThat(after.get("preview_message").isNull()).isTrue();
        assertThat(after.get("message_template").isNull()).isTrue();
        assertThat(after.get("lead_form").get("fields")).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"phone_number\":null,\"display_name\":null,\"popup\":null,\"active\":null} |"
                        + " phone_number,display_name,popup,active",
                "{\"channel_id\":\"1\"}                           | channel_id",
                "{\"phone_number\":\"1\",\"popup\":\"x\"}         | phone_number,popup",
                "{\"preview_message\":\"\",\"message_template\":[]} | preview_message,message_template",
                "{\"lead_form\":{\"fields\":[]}}                  | lead_form",
                "[]                                               | body"
            })
    @Requirement("API-3")
    void a_patch_at_fault_is_a_400_and_changes_nothing(String json, String fields) {
        JsonNode before = add(minimal()).json();

        Answer answer = patch(json);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.fields()).isEqualTo(List.of(fields.split(",", -1)));
        assertThat(call("GET", "/" + partner + "/channels/" + channel).json()).isEqualTo(before);
    }

    @Test
    void a_patch_may_repeat_the_id() {
        add(minimal());

        assertThat(patch("{\"channel_id\":\"" + channel + "\"}").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"999999", "x", "%00", "1%2F2"})
    void a_channel_that_the_partner_has_not_is_a_404(String unknown) {
        add(minimal());
        String path = "/" + partner + "/channels/" + unknown;

        assertThat(call("GET", path).status()).isEqualTo(404);
        assertThat(call("PATCH", path, "{}").status()).isEqualTo(404);
        assertThat(call("PATCH", "/" + newPartner() + "/channels/" + channel, "{}")
                        .text())
                .isEqualTo(call("PATCH", path, "{}").text());
        assertThat(call("GET", "/x/channels").status()).isEqualTo(404);
        assertThat(call("POST", "/x/channels", minimal()).status()).isEqualTo(404);
        assertThat(call(
                                "POST",
                                "/00000000-0000-7000-8000-000000000000/channels",
                                minimal().replace(channel, "77"))
                        .status())
                .isEqualTo(404);
    }

    private String minimal() {
        return "{\"channel_id\":\"" + channel + "\",\"phone_number\":\"+6588888888\",\"display_name\":\"Glow Salon\"}";
    }

    private Answer add(String json) {
        return call("POST", "/" + partner + "/channels", json);
    }

    private Answer patch(String json) {
        return call("PATCH", "/" + partner + "/channels/" + channel, json);
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

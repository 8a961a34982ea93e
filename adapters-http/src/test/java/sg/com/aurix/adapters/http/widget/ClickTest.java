package sg.com.aurix.adapters.http.widget;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sg.com.aurix.adapters.http.Answer;
import sg.com.aurix.adapters.http.RawHttp;
import sg.com.aurix.adapters.http.TestPartner;
import sg.com.aurix.adapters.http.TestServer;
import sg.com.aurix.application.contract.Requirement;

final class ClickTest {
    private static final String PATH = "/widget/clicks";
    private static final TestServer server = TestServer.shared();

    private final TestPartner partner = server.newPartner();

    @Test
    @Requirement({"TR-1", "TR-6"})
    void a_click_is_answered_with_the_correlation_id_and_the_hand_off() {
        Answer answer = click("device-1", "https://shop.example/a");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("content-type")).hasValue("application/json");
        assertThat(answer.names()).containsExactly("correlation_id", "whatsapp_url", "returning");
        String id = answer.json().get("correlation_id").asText();
        assertThat(id).matches("O-[2-9A-HJ-NP-Za-km-z]{7}");
        String url = answer.json().get("whatsapp_url").asText();
        assertThat(url)
                .startsWith("https://wa.me/6588888888?text=Reference%3A%20")
                .doesNotContain("+");
        assertThat(URLDecoder.decode(url.substring(url.indexOf('=') + 1), StandardCharsets.UTF_8))
                .isEqualTo("Reference: " + id
                        + " (Please send this reference number so that we can serve you better, thank you!) Hello!");
        assertThat(answer.json().get("returning").isBoolean()).isTrue();
        assertThat(answer.json().get("returning").asBoolean()).isFalse();
    }

    @Test
    @Requirement("TR-2")
    void a_returning_device_is_a_201_too_with_the_same_id() {
        String first = click("device-1", "https://shop.example/a")
                .json()
                .get("correlation_id")
                .asText();

        Answer again = click("device-1", "https://shop.example/b");
        Answer other = click("device-2", "https://shop.example/b");
        server.clock().pass(Duration.ofHours(13));
        Answer later = click("device-1", "https://shop.example/b");

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.json().get("correlation_id").asText()).isEqualTo(first);
        assertThat(again.json().get("returning").asBoolean()).isTrue();
        assertThat(other.json().get("correlation_id").asText()).isNotEqualTo(first);
        assertThat(later.json().get("correlation_id").asText()).isNotEqualTo(first);
        assertThat(later.json().get("returning").asBoolean()).isFalse();
    }

    @Test
    @Requirement({"TR-4", "TR-5"})
    void the_first_landing_page_gives_the_parameters_and_the_page_of_the_click_is_kept() {
        post("{\"token\":\"" + partner.token()
                + "\",\"device_id\":\"device-1\",\"click_url\":\"https://shop.example/b?x=1\","
                + "\"first_raw_url\":\"https://shop.example/a?utm_source=google&utm_source=search&utm_campaign={x}\"}");

        JsonNode row = newestRow();

        assertThat(row.get("click_url").asText()).isEqualTo("https://shop.example/b?x=1");
        assertThat(row.get("wa_inbound_source_first_raw_url").asText())
                .isEqualTo("https://shop.example/a?utm_source=google&utm_source=search&utm_campaign={x}");
        assertThat(row.get("parsed_params").toString())
                .isEqualTo("{\"utm_source\":[\"google\",\"search\"],\"utm_campaign\":\"{x}\"}");
    }

    @Test
    void a_null_first_landing_page_is_none() {
        Answer answer = post("{\"token\":\"" + partner.token() + "\",\"device_id\":\"device-1\","
                + "\"click_url\":\"https://shop.example/b\",\"first_raw_url\":null}");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(newestRow().get("wa_inbound_source_first_raw_url").asText()).isEqualTo("https://shop.example/b");
    }

    @Test
    void the_referrer_the_title_and_the_parameters_of_both_touches_are_kept_in_their_letter_case() {
        post("{\"token\":\"" + partner.token() + "\",\"device_id\":\"device-1\","
                + "\"click_url\":\"https://shop.example/b?utm_source=mail&GCLID=x&msclkid=Ab9\","
                + "\"first_raw_url\":\"https://shop.example/a?utm_source=ads&gclid=EAIaIQobChMI_aB-9"
                + "&gbraid=0AAAAAo4&wbraid=CjkKCQ&fbclid=IwAR0zX&ttclid=E.C.P\","
                + "\"referrer\":\"https://www.Google.com/\",\"page_title\":\"Opening hours – Glow 🌸\"}");

        JsonNode row = newestRow();

        assertThat(row.get("referrer").asText()).isEqualTo("https://www.Google.com/");
        assertThat(row.get("page_title").asText()).isEqualTo("Opening hours – Glow 🌸");
        assertThat(row.get("parsed_params").toString())
                .isEqualTo("{\"utm_source\":\"ads\",\"gclid\":\"EAIaIQobChMI_aB-9\",\"gbraid\":\"0AAAAAo4\","
                        + "\"wbraid\":\"CjkKCQ\",\"fbclid\":\"IwAR0zX\",\"ttclid\":\"E.C.P\"}");
        assertThat(row.get("last_parsed_params").toString())
                .isEqualTo("{\"utm_source\":\"mail\",\"GCLID\":\"x\",\"msclkid\":\"Ab9\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "\"javascript:alert(1)\"        | \"a\\u001f\\u0007b\\u2028c\" | -                    | abc",
                "\"android-app://com.slack/\"   | \" \\u00a0\\n\"                        | -                    | -",
                "\"\"                           | \"\"                                     | -                    | -",
                "\"\"                           | \"   \"                                  | -                    | -",
                "null                           | null                                     | -                    | -",
                "7                              | [\"x\"]                                  | -                    | -",
                "\"https://www.google.com/?q=x\" | \"x\"                                  |"
                        + " https://www.google.com/?q=x | x"
            })
    void what_a_website_cannot_help_saying_is_cleaned_or_dropped_and_never_refused(
            String referrer, String title, @Nullable String keptReferrer, @Nullable String keptTitle) {
        Answer answer = post("{\"token\":\"" + partner.token() + "\",\"device_id\":\"device-1\","
                + "\"click_url\":\"https://shop.example/b\",\"referrer\":" + referrer + ",\"page_title\":" + title
                + "}");

        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(newestRow().get("referrer").textValue()).isEqualTo(keptReferrer);
        assertThat(newestRow().get("page_title").textValue()).isEqualTo(keptTitle);
    }

    @Test
    void three_long_addresses_and_a_long_title_are_one_click() {
        String page = "https://shop.example/" + "x".repeat(8192 - 21);
        Answer answer = post("{\"token\":\"" + partner.token() + "\",\"device_id\":\"device-1\",\"click_url\":\"" + page
                + "\",\"first_raw_url\":\"" + page + "\",\"referrer\":\"" + page + "\",\"page_title\":\""
                + "🌸".repeat(600)
                + "\"}");

        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(newestRow().get("referrer").asText()).isEqualTo(page);
        assertThat(newestRow().get("page_title").asText()).isEqualTo("🌸".repeat(512));
    }

    @Test
    void a_bot_gets_the_same_answer_and_its_click_is_marked_and_told_to_nobody() {
        partner.register("");

        Answer answer = server.call("POST", PATH)
                .header("User-Agent", "WhatsApp/2.23.20.0")
                .json(body(partner.token(), "device-1", "https://shop.example/"))
                .send();

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.names()).containsExactly("correlation_id", "whatsapp_url", "returning");
        assertThat(newestRow().get("is_bot").asBoolean()).isTrue();
        assertThat(deliveries()).isEmpty();
        click("device-2", "https://shop.example/");
        assertThat(newestRow().get("is_bot").asBoolean()).isFalse();
        assertThat(deliveries()).hasSize(1);
    }

    private JsonNode deliveries() {
        return partner.rows("/integrations/external/deliveries");
    }

    @Test
    void the_visitors_address_and_browser_are_kept() {
        server.call("POST", PATH)
                .header("User-Agent", "Mozilla/5.0 (X11; Linux x86_64)")
                .header("X-Forwarded-For", "198.51.100.7")
                .json(body(partner.token(), "device-1", "https://shop.example/"))
                .send();

        assertThat(newestRow().get("user_agent").asText()).isEqualTo("Mozilla/5.0 (X11; Linux x86_64)");
        assertThat(newestRow().get("ip_address").asText()).isEqualTo("127.0.0.1");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "'User-Agent: a\tb\u0080\u00e9c', ab\u00e9c",
                "'User-Agent:', -",
                "'User-Agent: \t', -",
                "'User-Agent: \u00a0', -",
                "'X-Other: x', -"
            })
    void a_strange_browser_is_cleaned_and_never_refused(String header, @Nullable String kept) {
        assertThat(clickOf(header).status()).isEqualTo(201);
        assertThat(newestRow().get("user_agent").textValue()).isEqualTo(kept);
    }

    @Test
    void a_long_winded_browser_is_cut_and_never_refused() {
        assertThat(clickOf("User-Agent: " + "x".repeat(9_000)).status()).isEqualTo(201);
        assertThat(newestRow().get("user_agent").asText()).isEqualTo("x".repeat(2048));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "ftp://shop.example/",
                "data:text/html,x",
                "//shop.example/",
                "/a",
                "shop.example",
                "https://",
                "",
                "https://shop.example/a\\u0000",
                "https://shop.example/a\\nb"
            })
    @Requirement("API-3")
    void a_page_that_is_no_web_page_is_a_400_that_names_it(String page) {
        assertThat(click("device-1", page).status()).isEqualTo(400);
        assertThat(click("device-1", page).fields()).containsExactly("click_url");
        assertThat(post("{\"token\":\"" + partner.token()
                                + "\",\"device_id\":\"device-1\",\"click_url\":\"https://shop.example/\",\"first_raw_url\":\""
                                + page + "\"}")
                        .fields())
                .containsExactly("first_raw_url");
        assertThat(partner.attribution()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                                                              |"
                        + " token,device_id,click_url",
                "{\"token\":null,\"device_id\":null,\"click_url\":null}                          |"
                        + " token,device_id,click_url",
                "{\"token\":1,\"device_id\":true,\"click_url\":[],\"first_raw_url\":{}}          |"
                        + " token,device_id,click_url,first_raw_url",
                "{\"token\":\"\",\"device_id\":\"\",\"click_url\":\"\",\"first_raw_url\":\"\"}   |"
                        + " token,device_id,click_url,first_raw_url",
                "{\"token\":\"a b\",\"device_id\":\"a/b\",\"click_url\":\"https://a.example/\"}  | token,device_id",
                "[]                                                                              | body"
            })
    @Requirement("API-3")
    void everything_at_fault_is_named_at_once(String json, String fields) {
        Answer answer = post(json);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.fields()).isEqualTo(List.of(fields.split(",", -1)));
    }

    @Test
    void over_long_values_are_named() {
        assertThat(click("d".repeat(129), "https://shop.example/" + "x".repeat(8200))
                        .fields())
                .containsExactly("device_id", "click_url");
    }

    @Test
    void an_unknown_token_is_a_404() {
        assertThat(post(body("no-such-token", "device-1", "https://shop.example/"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void a_switched_off_channel_is_a_409_and_records_nothing() {
        partner.switchOff();

        Answer answer = click("device-1", "https://shop.example/");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(partner.attribution()).isEmpty();
    }

    /** A click whose request has that header beside those that it needs. */
    private Answer clickOf(String header) {
        String json = body(partner.token(), "device-1", "https://shop.example/");
        return RawHttp.exchange(
                server.port(),
                "POST " + PATH + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n" + header
                        + "\r\nContent-Length: " + json.length() + "\r\n\r\n" + json);
    }

    private Answer click(String deviceId, String page) {
        return post(body(partner.token(), deviceId, page));
    }

    private static String body(String token, String deviceId, String page) {
        return "{\"token\":\"" + token + "\",\"device_id\":\"" + deviceId + "\",\"click_url\":\"" + page + "\"}";
    }

    private static Answer post(String json) {
        server.clock().pass(Duration.ofSeconds(1));
        return server.call("POST", PATH).json(json).send();
    }

    private JsonNode newestRow() {
        return partner.attribution().get(0);
    }
}

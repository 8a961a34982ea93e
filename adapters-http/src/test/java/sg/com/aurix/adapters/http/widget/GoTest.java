package sg.com.aurix.adapters.http.widget;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sg.com.aurix.adapters.http.Answer;
import sg.com.aurix.adapters.http.Call;
import sg.com.aurix.adapters.http.RawHttp;
import sg.com.aurix.adapters.http.TestPartner;
import sg.com.aurix.adapters.http.TestServer;
import sg.com.aurix.application.contract.Requirement;

final class GoTest {
    private static final TestServer server = TestServer.shared();

    private final TestPartner partner = server.newPartner();

    @Test
    @Requirement("TR-6")
    void the_link_leads_to_the_hand_off_and_is_never_cached() {
        Answer answer =
                go("?u=" + escaped("https://shop.example/a?utm_source=poster")).send();

        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.header("location").orElseThrow())
                .startsWith("https://wa.me/6588888888?text=Reference%3A%20"
                        + newestRow().get("correlation_id").asText());
        assertThat(answer.header("cache-control")).hasValue("no-store");
    }

    @Test
    @Requirement({"TR-3", "TR-4"})
    void each_use_is_a_click_of_a_new_device_on_the_named_page() {
        String link = "?u=" + escaped("https://shop.example/a?utm_source=poster&q=a+b");
        go(link).send();
        go(link).send();

        assertThat(partner.attribution()).hasSize(2);
        JsonNode newer = partner.attribution().get(0);
        JsonNode older = partner.attribution().get(1);
        assertThat(newer.get("click_url").asText()).isEqualTo("https://shop.example/a?utm_source=poster&q=a+b");
        assertThat(newer.get("parsed_params").toString()).isEqualTo("{\"utm_source\":\"poster\",\"q\":\"a b\"}");
        assertThat(newer.get("device_id").asText())
                .matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
                .isNotEqualTo(older.get("device_id").asText());
        assertThat(newer.get("correlation_id")).isNotEqualTo(older.get("correlation_id"));
    }

    @Test
    void without_a_named_page_it_is_the_one_the_link_was_followed_from() {
        go("").header("Referer", "https://shop.example/contact?utm_source=google")
                .send();

        assertThat(newestRow().get("click_url").asText()).isEqualTo("https://shop.example/contact?utm_source=google");
        assertThat(newestRow().get("parsed_params").toString()).isEqualTo("{\"utm_source\":\"google\"}");
    }

    @Test
    void the_page_the_link_was_followed_from_is_the_referrer_also_beside_a_named_page() {
        go("?u=" + escaped("https://shop.example/a"))
                .header("Referer", "https://mail.example/inbox")
                .send();
        assertThat(newestRow().get("referrer").asText()).isEqualTo("https://mail.example/inbox");

        go("?u=" + escaped("https://shop.example/a"))
                .header("Referer", "about:blank")
                .send();
        assertThat(newestRow().get("referrer").isNull()).isTrue();
    }

    @Test
    void a_preview_of_the_link_is_led_on_like_a_person_and_marked() {
        Answer answer = go("").header("User-Agent", "facebookexternalhit/1.1").send();

        assertThat(answer.status()).isEqualTo(302);
        assertThat(newestRow().get("is_bot").asBoolean()).isTrue();
    }

    @Test
    void a_named_page_goes_before_the_one_the_link_was_followed_from() {
        go("?u=" + escaped("https://shop.example/a"))
                .header("Referer", "https://mail.example/")
                .send();

        assertThat(newestRow().get("click_url").asText()).isEqualTo("https://shop.example/a");
    }

    @Test
    @Requirement("TR-4")
    void without_any_page_it_is_the_link_itself_so_that_the_parameters_of_a_qr_code_count() {
        go("?utm_source=qr&utm_campaign=window").send();

        assertThat(newestRow().get("click_url").asText())
                .isEqualTo("http://localhost:" + server.port() + "/go/" + partner.token()
                        + "?utm_source=qr&utm_campaign=window");
        assertThat(newestRow().get("parsed_params").toString())
                .isEqualTo("{\"utm_source\":\"qr\",\"utm_campaign\":\"window\"}");
        go("").send();
        assertThat(newestRow().get("click_url").asText())
                .isEqualTo("http://localhost:" + server.port() + "/go/" + partner.token());
    }

    @Test
    @Requirement({"TR-4", "TR-5"})
    void a_links_own_parameters_are_the_first_touch_also_when_it_was_followed_from_a_page() {
        go("?utm_source=newsletter").header("Referer", "https://mail.example/").send();

        assertThat(newestRow().get("click_url").asText()).isEqualTo("https://mail.example/");
        assertThat(newestRow().get("wa_inbound_source_first_raw_url").asText()).endsWith("?utm_source=newsletter");
        assertThat(newestRow().get("parsed_params").toString()).isEqualTo("{\"utm_source\":\"newsletter\"}");
    }

    @Test
    void characters_that_browsers_leave_as_they_are_do_no_harm() {
        Answer answer = RawHttp.exchange(
                server.port(),
                "GET /go/" + partner.token()
                        + "?utm_campaign={campaign}|[x]^`&pct=100%&semi=a;b HTTP/1.1\r\nHost: localhost\r\n\r\n");

        assertThat(answer.status()).isEqualTo(302);
        JsonNode parameters = newestRow().get("parsed_params");
        assertThat(parameters.get("utm_campaign").asText()).isEqualTo("{campaign}|[x]^`");
        assertThat(parameters.get("pct").asText()).isEqualTo("100%");
        assertThat(parameters.get("semi").asText()).isEqualTo("a;b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "", "javascript:alert(1)", "/a", "about:blank", "android-app://com.example/"})
    void a_page_it_was_followed_from_that_is_none_is_passed_over(String referer) {
        Answer answer = RawHttp.exchange(
                server.port(),
                "GET /go/" + partner.token() + " HTTP/1.1\r\nHost: localhost\r\nReferer: " + referer + "\r\n\r\n");

        assertThat(answer.status()).isEqualTo(302);
        assertThat(newestRow().get("click_url").asText()).contains("/go/" + partner.token());
    }

    @ParameterizedTest
    @ValueSource(strings = {"u=", "u"})
    void an_empty_page_is_no_page_and_the_visitor_goes_on(String query) {
        Answer answer =
                go("?" + query).header("Referer", "https://shop.example/").send();

        assertThat(answer.status()).isEqualTo(302);
        assertThat(newestRow().get("click_url").asText()).isEqualTo("https://shop.example/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "u=nonsense",
                "u=javascript:alert(1)",
                "u=/a",
                "u=https%3A%2F%2F",
                "u=https%3A%2F%2Fa.example%2F%00",
                "u=https%3A%2F%2Fa.example%2F&u=https%3A%2F%2Fa.example%2F"
            })
    @Requirement("API-3")
    void a_named_page_that_is_none_is_a_400(String query) {
        Answer answer =
                go("?" + query).header("Referer", "https://shop.example/").send();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.fields()).containsExactly("u");
        assertThat(partner.attribution()).isEmpty();
    }

    @Test
    void a_page_of_the_greatest_length_fits() {
        String page = "https://shop.example/?q=" + "\u00e9".repeat(2_000) + "x".repeat(6_000);

        assertThat(go("?u=" + escaped(page)).send().status()).isEqualTo(302);
        assertThat(newestRow().get("click_url").asText()).isEqualTo(page);
        assertThat(go("?u=" + escaped(page + "x".repeat(200))).send().fields()).containsExactly("u");
    }

    @Test
    void an_own_address_that_is_too_long_to_keep_is_kept_without_its_parameters() {
        assertThat(go("?q=" + "x".repeat(9_000)).send().status()).isEqualTo(302);
        assertThat(newestRow().get("click_url").asText()).endsWith("/go/" + partner.token());
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-such-token", "%00", "a%20b", "a%2Fb", "%zz", "{x}"})
    void an_unknown_token_is_a_404(String token) {
        Answer answer = RawHttp.exchange(
                server.port(), "GET /go/" + token + "?u=https://a.example/ HTTP/1.1\r\nHost: localhost\r\n\r\n");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.names()).containsExactly("status", "message");
    }

    @Test
    void whoever_only_looks_where_the_link_leads_is_no_click() {
        assertThat(server.call("HEAD", "/go/" + partner.token()).send().status())
                .isEqualTo(405);
        assertThat(partner.attribution()).isEmpty();
    }

    @Test
    void whoever_accepts_web_pages_alone_is_handed_off_too() {
        assertThat(go("").header("Accept", "text/html").send().status()).isEqualTo(302);
    }

    private Call go(String query) {
        server.clock().pass(Duration.ofSeconds(1));
        return server.get("/go/" + partner.token() + query);
    }

    private static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private JsonNode newestRow() {
        return partner.attribution().get(0);
    }
}

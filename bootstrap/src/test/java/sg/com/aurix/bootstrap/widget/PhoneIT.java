package sg.com.aurix.bootstrap.widget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import sg.com.aurix.application.contract.Requirement;
import sg.com.aurix.bootstrap.browser.Browser;
import sg.com.aurix.bootstrap.system.Calls;
import sg.com.aurix.bootstrap.system.Listener;

/** From a press to WhatsApp, on a phone; and to WhatsApp all the same when we are not there. */
class PhoneIT {
    @AutoClose
    private static final Browser browser = Browser.phone();

    @AutoClose
    private final Visit visit = new Visit(browser);

    @AfterEach
    void leave() {
        callsItself("");
    }

    @Test
    @Requirement({"TR-5", "TR-6", "TR-7"})
    void the_snippet_as_printed_leads_to_the_hand_off_and_the_partner_sees_where_from() {
        visit.website.page("/from", "", "<a href='/?utm_source=ads&gclid=EAIaIQ_b-9'>in</a>");
        visit.put("0", "").go("/from").driver().findElement(By.tagName("a")).click();

        String url = visit.pressAndFollow();

        JsonNode click = visit.onlyClick();
        String page = visit.website.url("/?utm_source=ads&gclid=EAIaIQ_b-9");
        assertThat(Visit.text(url)).isEqualTo(Visit.handOff(click));
        assertThat(click.path("click_url").asText()).isEqualTo(page);
        assertThat(click.path("wa_inbound_source_first_raw_url").asText()).isEqualTo(page);
        assertThat(click.path("parsed_params").toString())
                .isEqualTo("{\"utm_source\":\"ads\",\"gclid\":\"EAIaIQ_b-9\"}");
        assertThat(click.path("referrer").asText()).isEqualTo(visit.website.url("/from"));
        assertThat(click.path("page_title").asText()).isEqualTo("Glow Salon – home");
        assertThat(click.path("is_bot").asBoolean()).isFalse();
        assertThat(click.path("device_id").asText())
                .matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
        assertThat(browser.problems()).isEmpty();
    }

    @Test
    void nothing_is_sent_before_a_press_and_no_cookie_is_ever_set() {
        visit.open("1");
        assertThat(visit.shows(".card")).isTrue();
        assertThat(visit.front.seen()).extracting(Front.Seen::path).containsExactly("/widget.js");

        visit.pressAndFollow();

        assertThat(visit.front.seen()).extracting(Front.Seen::path).containsExactly("/widget.js", "/widget/clicks");
        assertThat(visit.driver().manage().getCookies()).isEmpty();
    }

    @Test
    @Requirement({"TR-2", "TR-3"})
    void a_second_press_within_the_window_keeps_the_id_and_the_first_landing_page() {
        visit.put("0", "").go("/?utm_source=ads");
        String first = visit.pressAndFollow();
        visit.go("/?utm_source=mail");
        String second = visit.pressAndFollow();

        assertThat(second).isEqualTo(first);
        List<JsonNode> clicks = visit.clicks();
        assertThat(clicks).hasSize(2);
        assertThat(clicks.get(0).path("device_id")).isEqualTo(clicks.get(1).path("device_id"));
        assertThat(clicks.get(0).path("parsed_params").toString()).isEqualTo("{\"utm_source\":\"ads\"}");
        assertThat(clicks.get(0).path("last_parsed_params").toString()).isEqualTo("{\"utm_source\":\"mail\"}");
    }

    @Test
    @Requirement("TR-5")
    void after_12_hours_the_next_landing_page_is_the_first() {
        visit.put("0", "").go("/?utm_source=ads").part(".round");
        visit.driver().executeScript("""
            const kept = JSON.parse(localStorage.getItem("aurixWidget"));
            localStorage.setItem("aurixWidget", JSON.stringify({ ...kept, landedAt: kept.landedAt - 12 * 3600e3 - 1000 }));
            """);
        visit.go("/?utm_source=mail").pressAndFollow();

        assertThat(visit.onlyClick().path("parsed_params").toString()).isEqualTo("{\"utm_source\":\"mail\"}");
    }

    @Test
    void a_popup_blocker_does_not_stop_it_even_if_the_server_takes_its_time() {
        visit.website.page(
                "/", "<script>window.stopped = window.open('/other') === null</script>", visit.snippet("0", ""));
        visit.go("/");
        assertThat(visit.ask("window.stopped")).as("popups are blocked").isEqualTo(true);
        browser.asImpatientAsItIs();
        visit.front.holdClicks();

        String url = visit.pressAndFollow();

        assertThat(url).isEqualTo("https://wa.me/?text=" + Visit.PLAIN_TEXT);
        // The visitor has gone on, and the click still counts.
        visit.front.letClicksPass();
        await().untilAsserted(() -> assertThat(visit.clicks()).hasSize(1));
    }

    @Test
    void the_opened_tab_cannot_reach_the_website() {
        visit.open("0");
        // Looked at in the press itself: a moment later the tab may have gone on.
        visit.driver().executeScript("""
            let tab;
            const open = window.open;
            window.open = (...given) => (tab = open.apply(window, given));
            document.querySelector("aurix-widget").shadowRoot.querySelector(".round").addEventListener("click", () => {
              window.seen = [tab.opener === null, tab.document.body.textContent];
            });
            """);

        visit.round().click();

        assertThat(visit.ask("window.seen")).isEqualTo(List.of(true, "WhatsApp …"));
    }

    @Test
    void two_presses_at_once_are_one_click() {
        visit.open("0").part(".round");
        visit.driver().executeScript("""
            const round = document.querySelector("aurix-widget").shadowRoot.querySelector(".round");
            round.addEventListener("click", () => round.click(), { once: true });
            """);

        visit.pressAndFollow();

        assertThat(visit.front.clicks()).hasSize(1);
        assertThat(visit.clicks()).hasSize(1);
        assertThat(visit.driver().getWindowHandles()).hasSize(1);
    }

    @Test
    void after_a_tab_that_could_not_be_led_the_next_press_counts() {
        visit.open("0").part(".round");
        visit.driver().executeScript("""
            window.open = () => ({ document: { body: {} }, location: { set href(url) { (window.led ||= []).push(url); } } });
            """);
        visit.round().click();
        await().until(() -> visit.ask("window.led") != null);
        visit.driver().executeScript("""
            window.open = () => ({ document: { body: {} }, location: { set href(url) { throw new Error("no"); } } });
            """);

        visit.round().sendKeys(Keys.ENTER); // never the second half of a double click

        await().until(() -> visit.driver().getCurrentUrl().startsWith("https://wa.me/"));
        assertThat(visit.clicks()).hasSize(2);
    }

    @Test
    void when_the_server_is_down_whatsapp_opens_with_the_number_that_it_once_said() {
        visit.open("0").pressAndFollow();
        visit.front.close();

        assertThat(visit.pressAndFollow()).isEqualTo("https://wa.me/96891234567?text=" + Visit.PLAIN_TEXT);
    }

    @Test
    void when_the_server_is_down_from_the_start_the_websites_own_number_counts() {
        visit.open("0", " data-phone-number=\"+968 9123 4567\"").part(".round");
        visit.front.close();

        assertThat(visit.pressAndFollow()).isEqualTo("https://wa.me/96891234567?text=" + Visit.PLAIN_TEXT);
    }

    @Test
    void a_click_that_the_server_refuses_leads_to_whatsapp_all_the_same() {
        visit.website.page("/", "", visit.snippet("0", "").replace(visit.partner.widgetToken(), "no-such-token"));
        visit.go("/");

        assertThat(visit.pressAndFollow()).isEqualTo("https://wa.me/?text=" + Visit.PLAIN_TEXT);
        assertThat(visit.front.clicks()).hasSize(1);
    }

    @Test
    void a_page_that_may_not_fetch_leads_to_whatsapp_all_the_same() {
        visit.website.page("/", "", visit.snippet("0", ""), "default-src 'self'; script-src " + visit.front.url());
        visit.go("/");

        assertThat(visit.pressAndFollow()).isEqualTo("https://wa.me/?text=" + Visit.PLAIN_TEXT);
        assertThat(browser.problems()).anyMatch(problem -> problem.contains("connect-src"));
        assertThat(visit.front.clicks()).isEmpty();
    }

    @Test
    void where_no_tab_may_open_the_page_itself_goes_to_whatsapp() {
        visit.open("0");
        visit.driver().executeScript("window.open = () => null");

        visit.round().click();

        await().until(() -> visit.driver().getCurrentUrl().startsWith("https://wa.me/"));
        assertThat(Visit.text(visit.driver().getCurrentUrl())).isEqualTo(Visit.handOff(visit.onlyClick()));
    }

    @Test
    void where_an_app_answers_with_the_page_itself_the_page_stays_as_it_is_until_it_goes() {
        visit.open("0").part(".round");

        assertThat(visit.driver().executeScript("""
            window.open = () => window;
            document.querySelector("aurix-widget").shadowRoot.querySelector(".round").click();
            return document.querySelector("h1")?.textContent;
            """)).isEqualTo("Glow Salon");

        await().until(() -> visit.driver().getCurrentUrl().startsWith("https://wa.me/"));
        assertThat(Visit.text(visit.driver().getCurrentUrl())).isEqualTo(Visit.handOff(visit.onlyClick()));
    }

    @Test
    void within_an_app_no_tab_is_opened() {
        callsItself(
                "Mozilla/5.0 (Linux; Android 16; Pixel 10 Build/CP1A.260305.018; wv) AppleWebKit/537.36 (KHTML, like"
                        + " Gecko) Version/4.0 Chrome/146.0.7680.174 Mobile Safari/537.36");
        visit.open("0").round().click();

        await().until(() -> visit.driver().getCurrentUrl().startsWith("https://wa.me/"));
        assertThat(visit.driver().getWindowHandles()).hasSize(1);
        assertThat(Visit.text(visit.driver().getCurrentUrl())).isEqualTo(Visit.handOff(visit.onlyClick()));
    }

    @Test
    void a_full_storage_costs_memory_between_pages_and_nothing_else() {
        String full = """
            <script>Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError") }</script>\
            """;
        visit.website.page("/", full, visit.snippet("0", ""));
        visit.go("/");

        String first = visit.pressAndFollow();

        assertThat(visit.pressAndFollow()).isEqualTo(first);
        assertThat(Visit.text(first)).isEqualTo(Visit.handOff(visit.clicks().getFirst()));
        assertThat(visit.stored().isNull()).isTrue();
    }

    @Test
    @Requirement("TR-5")
    void on_a_page_that_an_app_of_one_page_shows_the_click_is_that_pages_and_the_landing_page_stays() {
        visit.put("0", "").go("/?utm_source=ads").part(".round");
        visit.driver().executeScript("history.pushState(null, '', '/book?day=1'); document.title = 'Book a treatment'");

        visit.pressAndFollow();

        JsonNode click = visit.onlyClick();
        assertThat(click.path("click_url").asText()).isEqualTo(visit.website.url("/book?day=1"));
        assertThat(click.path("page_title").asText()).isEqualTo("Book a treatment");
        assertThat(click.path("wa_inbound_source_first_raw_url").asText())
                .isEqualTo(visit.website.url("/?utm_source=ads"));
    }

    @Test
    void blocked_storage_costs_memory_between_pages_and_nothing_else() {
        browserWithoutStorage(strict -> {
            strict.put("1", "").go("/?utm_source=ads");
            assertThat(strict.ask("(() => { try { return localStorage && 'there' } catch (e) { return e.name } })()"))
                    .isEqualTo("SecurityError");

            String first = strict.pressAndFollow();
            String second = strict.pressAndFollow();

            assertThat(second).isEqualTo(first);
            assertThat(Visit.text(first))
                    .isEqualTo(Visit.handOff(strict.clicks().getFirst()));
            strict.part(".card header button").click();
            assertThat(strict.shows(".card")).isFalse();
        });
    }

    private static void browserWithoutStorage(Consumer<Visit> test) {
        try (Browser strict = Browser.phoneWithoutStorage();
                Visit visit = new Visit(strict)) {
            test.accept(visit);
        }
    }

    @Test
    void storage_that_holds_something_else_is_put_right() {
        for (String other :
                List.of("nonsense", "null", "7", "[]", "{\"device\":7,\"landedAt\":\"x\",\"landing\":{}}")) {
            visit.open("1");
            visit.driver().executeScript("localStorage.setItem('aurixWidget', arguments[0])", other);
            visit.go("/");
            assertThat(Visit.text(visit.pressAndFollow())).as(other).startsWith("Reference: ");
        }
        assertThat(visit.clicks()).hasSize(5);
    }

    @Test
    void a_title_that_somebody_cut_in_the_middle_of_an_emoji_does_not_cost_the_click() {
        visit.open("0");
        visit.driver().executeScript("document.title = '🌸'.repeat(600) + '🌸'[0] + '\\0'");

        visit.pressAndFollow();

        assertThat(visit.onlyClick().path("page_title").asText()).isEqualTo("🌸".repeat(512));
    }

    @Test
    void an_endless_address_is_cut_and_does_not_cost_the_click() {
        visit.put("0", "").go("/?utm_source=ads&x=" + "y".repeat(9_000));

        visit.pressAndFollow();

        assertThat(visit.onlyClick().path("click_url").asText()).hasSize(8192);
        assertThat(visit.onlyClick().path("parsed_params").path("utm_source").asText())
                .isEqualTo("ads");
    }

    @Test
    void a_bot_is_led_on_and_marked_and_the_partner_hears_only_of_people() {
        try (Listener listener = new Listener()) {
            visit.partner.listenWith(listener);
            visit.open("0");
            callsItself("Mozilla/5.0 (Linux; Android 6.0.1) Chrome/143.0.0.0 Mobile Safari/537.36 (compatible;"
                    + " Googlebot/2.1)");
            assertThat(Visit.text(visit.pressAndFollow())).isEqualTo(Visit.handOff(visit.onlyClick()));
            callsItself("Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 Chrome/143.0.0.0 Mobile Safari/537.36");
            visit.pressAndFollow();

            assertThat(visit.clicks())
                    .extracting(click -> click.path("is_bot").asBoolean())
                    .containsExactly(false, true);
            await().until(() -> !listener.heard().isEmpty());
            assertThat(listener.types()).containsExactly("widget.click");
            assertThat(listener.heard()
                            .getFirst()
                            .json()
                            .path("data")
                            .path("user_agent")
                            .asText())
                    .contains("Android 16");
            assertThat(deliveries()).hasSize(1);
        }
    }

    private JsonNode deliveries() {
        return Calls.json(visit.partner.calls().get("/integrations/external/deliveries", visit.partner.apiKey()))
                .path("data");
    }

    private void callsItself(String userAgent) {
        visit.driver().executeCdpCommand("Network.setUserAgentOverride", Map.of("userAgent", userAgent));
    }
}

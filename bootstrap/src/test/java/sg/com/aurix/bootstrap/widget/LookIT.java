package sg.com.aurix.bootstrap.widget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.Rectangle;
import org.openqa.selenium.interactions.Actions;
import sg.com.aurix.application.contract.Requirement;
import sg.com.aurix.bootstrap.browser.Axe;
import sg.com.aurix.bootstrap.browser.Browser;
import sg.com.aurix.bootstrap.browser.Pictures;

/** What a visitor at a desktop sees and hears of the widget, and does with keys alone. */
class LookIT {
    @AutoClose
    private static final Browser browser = Browser.desktop();

    private static final Axe axe = Axe.installed();

    @AutoClose
    private final Visit visit = new Visit(browser);

    @AfterEach
    void leave() {
        browser.preferNothing();
        browser.sizeOfTheWindow();
    }

    @Test
    @Requirement("TR-7")
    void with_popup_the_card_stands_above_the_round_button_at_the_bottom_right() {
        visit.open("1");

        assertThat(visit.shows(".card")).isTrue();
        assertThat(visit.part("header span").getText()).isEqualTo("Glow Salon");
        assertThat(visit.part("header i").getText()).isEqualTo("G");
        assertThat(visit.part(".name").getText()).isEqualTo("Glow Salon");
        assertThat(visit.part(".text").getText()).endsWith("Hi there! How can we help you?");
        assertThat(visit.part("button.wide").getText()).isEqualTo("Message us");
        visit.settled();
        Rectangle card = visit.part(".card").getRect();
        Rectangle round = visit.round().getRect();
        long width = visit.count("document.documentElement.clientWidth");
        long height = visit.count("document.documentElement.clientHeight");
        assertThat(width - round.getX() - round.getWidth()).isEqualTo(20);
        assertThat(height - round.getY() - round.getHeight()).isEqualTo(20);
        assertThat(card.getX() + card.getWidth()).isEqualTo(round.getX() + round.getWidth());
        assertThat(card.getY() + card.getHeight()).isLessThan(round.getY());
    }

    @Test
    @Requirement("TR-7")
    void without_popup_there_is_the_round_button_alone() {
        for (String popup : List.of("0", "", "true")) {
            visit.open(popup);
            assertThat(visit.shows(".round")).isTrue();
            assertThat(visit.shows(".card")).as(popup).isFalse();
        }
    }

    @Test
    void a_minimised_card_stays_so_over_a_reload() {
        visit.open("1").part(".card header button").click();
        assertThat(visit.shows(".card")).isFalse();
        assertThat(visit.shows(".round")).isTrue();

        visit.go("/");

        assertThat(visit.shows(".round")).isTrue();
        assertThat(visit.shows(".card")).isFalse();
    }

    @Test
    void everything_can_be_done_with_the_keyboard_in_the_order_of_what_is_seen() {
        visit.open("1").part(".card");

        press(Keys.TAB);
        assertThat(focused("ariaLabel")).isEqualTo("Minimise");
        assertThat(visit.part("header button").getCssValue("outline-style")).isEqualTo("solid");
        press(Keys.TAB);
        assertThat(focused("textContent")).isEqualTo("Message us");
        press(Keys.TAB);
        assertThat(focused("ariaLabel")).isEqualTo("Message Glow Salon on WhatsApp");
        press(Keys.ENTER);
        assertThat(visit.shows("[role=dialog]")).isTrue();
        assertThat(focused("role")).isEqualTo("dialog");
        press(Keys.TAB);
        assertThat(focused("ariaLabel")).isEqualTo("Close");
        await().until(() -> !visit.link().isEmpty());
        press(Keys.TAB);
        assertThat(focused("textContent")).isEqualTo("Continue to WhatsApp Web");
        String page = visit.driver().getWindowHandle();
        press(Keys.ENTER);
        assertThat(Visit.text(visit.follow(page))).isEqualTo(Visit.handOff(visit.onlyClick()));
    }

    @Test
    void escape_closes_what_is_open_and_the_focus_goes_where_it_came_from() {
        visit.open("1").part("button.wide").click();
        assertThat(visit.shows("[role=dialog]")).isTrue();

        press(Keys.ESCAPE);
        assertThat(visit.shows("[role=dialog]")).isFalse();
        assertThat(visit.shows(".card")).isTrue();
        assertThat(focused("textContent")).isEqualTo("Message us");

        press(Keys.ESCAPE);
        assertThat(visit.shows(".card")).isFalse();
        assertThat(focused("className")).isEqualTo("round");
    }

    @Test
    void an_escape_that_is_the_pages_own_leaves_the_card_and_the_panel() {
        visit.open("1").part(".card");
        visit.driver().findElement(By.tagName("h1")).click();

        press(Keys.ESCAPE);

        assertThat(visit.shows(".card")).isTrue();
        visit.round().click();
        visit.driver().executeScript("document.activeElement.blur()");
        press(Keys.ESCAPE);
        assertThat(visit.shows("[role=dialog]")).isTrue();
    }

    @Test
    void in_forced_colours_the_code_stays_black_on_white_and_the_card_has_an_edge() {
        browser.preferForcedColours();
        visit.open("1").round().click();
        visit.part("svg[role=img]");

        assertThat(visit.part(".code").getCssValue("background-color")).isEqualTo("rgba(255, 255, 255, 1)");
        assertThat(visit.part(".code").getCssValue("color")).isEqualTo("rgba(0, 0, 0, 1)");
        assertThat(visit.part("[role=dialog]").getCssValue("border-top-width")).isEqualTo("1px");
    }

    @Test
    void whoever_wants_no_motion_gets_none() {
        visit.open("1");
        assertThat(visit.part(".card").getCssValue("animation-name")).isEqualTo("rise");

        browser.preferNoMotion();

        assertThat(visit.part(".card").getCssValue("animation-name")).isEqualTo("none");
        assertThat(visit.round().getCssValue("transition-property")).isEqualTo("none");
    }

    @Test
    void place_and_colours_are_the_websites_to_choose() {
        visit.website.page("/", """
            <style>:root { --wa-widget-left: 40px; --wa-widget-right: auto; --wa-widget-bottom: 70px; --wa-widget-align: left;
            --wa-widget-color: rgb(1, 2, 3); --wa-widget-header: rgb(4, 5, 6); --wa-widget-z-index: 7 }</style>\
            """, visit.snippet("1", ""));
        visit.go("/");

        Rectangle round = visit.round().getRect();
        long height = visit.count("document.documentElement.clientHeight");
        assertThat(round.getX()).isEqualTo(40);
        assertThat(visit.part(".card").getRect().getX()).isEqualTo(40);
        assertThat(height - round.getY() - round.getHeight()).isEqualTo(70);
        assertThat(visit.round().getCssValue("background-color")).isEqualTo("rgba(1, 2, 3, 1)");
        assertThat(visit.part("header").getCssValue("background-color")).isEqualTo("rgba(4, 5, 6, 1)");
        assertThat(visit.driver().findElement(By.tagName("aurix-widget")).getCssValue("z-index"))
                .isEqualTo("7");
    }

    @Test
    void on_a_page_that_is_written_from_the_right_it_stands_where_it_stands() {
        String direction = "<script>document.documentElement.dir = 'rtl'</script>";
        visit.website.page("/", direction, visit.snippet("1", ""));
        visit.website.page(
                "/left",
                direction + "<style>:root { --wa-widget-left: 20px; --wa-widget-right: auto; --wa-widget-align: left }"
                        + "</style>",
                visit.snippet("1", ""));

        Rectangle round = visit.go("/").settled().round().getRect();
        Rectangle card = visit.part(".card").getRect();
        assertThat(round.getX() + round.getWidth()).isEqualTo((int) visit.count("innerWidth") - 20);
        assertThat(card.getX() + card.getWidth()).isEqualTo(round.getX() + round.getWidth());
        visit.go("/left").settled();
        assertThat(visit.round().getRect().getX()).isEqualTo(20);
        assertThat(visit.part(".card").getRect().getX()).isEqualTo(20);
    }

    @Test
    void in_a_low_window_the_card_ends_below_the_upper_edge() {
        visit.website.page("/", "<style>:root { --wa-widget-bottom: 70px }</style>", visit.snippet("1", ""));
        browser.size(640, 400);
        visit.go("/").round().click();
        visit.part("svg[role=img]");
        visit.settled();

        assertThat(visit.count("innerHeight")).isEqualTo(400);
        assertThat(visit.part("[role=dialog]").getRect().getY()).isNotNegative();
        assertThat(visit.part("[role=dialog]").getRect().getHeight()).isGreaterThan(200);
    }

    @Test
    void every_word_can_be_said_in_the_websites_language() {
        visit.open("1", """
             data-label-open="Abrir" data-label-message="Escríbenos" data-label-minimise="Minimizar" data-label-close="Cerrar" \
            data-label-scan="Escanea" data-label-code="Código QR" data-label-web="Seguir en WhatsApp Web\"\
            """);
        assertThat(visit.part("button.wide").getText()).isEqualTo("Escríbenos");
        visit.round().click();
        visit.part("svg[role=img]");

        assertThat(visit.ask("[...document.querySelector('aurix-widget').shadowRoot.querySelectorAll('[aria-label]')]"
                        + ".map((element) => element.getAttribute('aria-label'))"))
                .isEqualTo(List.of("WhatsApp", "Minimizar", "Abrir", "Cerrar", "Código QR", "Abrir"));
        assertThat(visit.part(".scan").getText()).isEqualTo("Escanea");
        assertThat(visit.part("a.wide").getText()).isEqualTo("Seguir en WhatsApp Web");
    }

    @Test
    void the_page_beside_the_button_can_still_be_pressed() {
        visit.website.page("/", "", """
            <main><h1>Glow Salon</h1><button style="position: fixed; right: 120px; bottom: 20px" onclick="window.pressed = 1">Book
            </button></main>\
            """ + visit.snippet("1", ""));
        visit.go("/").settled();

        visit.driver().findElement(By.cssSelector("main button")).click();

        assertThat(visit.ask("window.pressed")).isEqualTo(1L);
    }

    @Test
    void axe_finds_nothing_closed_open_or_offering_a_code_on_a_light_and_on_a_dark_page() {
        for (String style : List.of("", "<style>body { background: #111; color: #eee }</style>")) {
            visit.website.page("/closed", style, "<main><h1>Glow Salon</h1></main>" + visit.snippet("0", ""));
            visit.website.page("/open", style, "<main><h1>Glow Salon</h1></main>" + visit.snippet("1", ""));
            visit.go("/closed").settled();
            assertThat(axe.violations(visit.driver())).isEmpty();
            visit.go("/open").settled();
            assertThat(axe.violations(visit.driver())).isEmpty();
            visit.round().click();
            visit.part("svg[role=img]");
            visit.settled();
            assertThat(visit.link()).isNotEmpty();
            assertThat(axe.violations(visit.driver())).isEmpty();
        }
    }

    @Test
    void axe_looks_into_the_widget() {
        visit.open("1").settled();
        visit.driver().executeScript("""
            document.querySelector("aurix-widget").shadowRoot.querySelector(".round").removeAttribute("aria-label")
            """);

        assertThat(axe.violations(visit.driver())).anyMatch(violation -> violation.startsWith("button-name"));
    }

    @Test
    void the_pictures_of_the_documentation() throws IOException {
        Shop shop = new Shop(visit);
        shop.open();
        for (String picture : List.of("closed", "teaser", "dark", "panel")) {
            byte[] png = shop.take(picture);
            assertThat(ImageIO.read(new ByteArrayInputStream(png)).getWidth()).isEqualTo(1280);
            Pictures.keepIfAsked("widget-" + picture, png);
        }
    }

    private void press(Keys key) {
        new Actions(visit.driver()).sendKeys(key).perform();
    }

    @Nullable
    private Object focused(String property) {
        return visit.ask("document.activeElement.shadowRoot.activeElement[arguments[0]]", property);
    }
}

package sg.com.aurix.bootstrap.widget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.interactions.Actions;
import sg.com.aurix.application.contract.Requirement;
import sg.com.aurix.bootstrap.browser.Browser;

/** On a desktop the visitor chooses: WhatsApp here, or on the phone by a code with the same correlation id. */
class DesktopIT {
    @AutoClose
    private static final Browser browser = Browser.desktop();

    @AutoClose
    private final Visit visit = new Visit(browser);

    @Test
    @Requirement("TR-6")
    void the_link_and_the_code_are_the_same_hand_off() throws Exception {
        visit.open("1").part("button.wide").click();

        visit.part("svg[role=img]");
        String code = readFromTheScreen();
        String link = visit.pressAndFollow("a.wide");

        assertThat(Visit.text(link)).isEqualTo(Visit.handOff(visit.onlyClick()));
        assertThat(code).isEqualTo(link);
        assertThat(visit.shows(".scan")).isTrue();
        assertThat(visit.shows("svg[role=img]")).isTrue();
        assertThat(visit.part("a.wide").getDomAttribute("rel")).isEqualTo("noopener");
        assertThat(browser.problems()).isEmpty();
    }

    @Test
    void opening_it_again_is_another_click_with_the_same_id() {
        visit.open("0").round().click();
        String first = visit.pressAndFollow("a[href]");
        visit.part("[role=dialog] header button").click();
        assertThat(visit.shows("[role=dialog]")).isFalse();
        assertThat(visit.round().getDomAttribute("aria-expanded")).isEqualTo("false");

        visit.round().click();
        assertThat(visit.round().getDomAttribute("aria-expanded")).isEqualTo("true");

        assertThat(visit.pressAndFollow("a[href]")).isEqualTo(first);
        assertThat(visit.clicks()).hasSize(2);
        visit.round().click();
        assertThat(visit.shows("[role=dialog]")).isFalse();
        assertThat(visit.clicks()).hasSize(2);
    }

    @Test
    void when_the_server_is_down_there_is_the_plain_link_and_no_code() {
        visit.open("1", " data-phone-number=\"+968 9123 4567\"").part(".round");
        visit.front.close();

        visit.round().click();

        assertThat(visit.pressAndFollow("a[href]")).isEqualTo("https://wa.me/96891234567?text=" + Visit.PLAIN_TEXT);
        assertThat(visit.shows(".scan")).isFalse();
    }

    @Test
    void a_late_answer_still_brings_the_reference_into_the_link_and_the_code() throws Exception {
        visit.open("0").part(".round");
        browser.asImpatientAsItIs();
        visit.front.holdClicks();
        assertThat(visit.driver().executeScript("""
            const root = document.querySelector("aurix-widget").shadowRoot;
            const link = root.querySelector("a.wide");
            new MutationObserver(() => (window.came ||= performance.now()))
              .observe(link, { attributeFilter: ["href"] });
            window.pressed = performance.now();
            root.querySelector(".round").click();
            return link.hasAttribute("href");
            """)).isEqualTo(false);

        await().atMost(Duration.ofSeconds(40))
                .until(() -> ("https://wa.me/?text=" + Visit.PLAIN_TEXT).equals(visit.link()));
        assertThat(((Number) Objects.requireNonNull(visit.ask("came - pressed"))).doubleValue())
                .isBetween(1_400.0, 30_000.0);
        assertThat(visit.shows(".scan")).as("nothing pulses for ever").isFalse();
        visit.front.letClicksPass();
        visit.part("svg[role=img]");

        assertThat(readFromTheScreen()).isEqualTo(visit.link());
        assertThat(Visit.text(readFromTheScreen())).isEqualTo(Visit.handOff(visit.onlyClick()));
    }

    @Test
    void the_patience_of_a_closed_panel_does_not_write_into_the_next() {
        visit.open("0").part(".round");
        visit.front.holdClicks();
        visit.driver().executeScript("""
            window.timers = [];
            window.setTimeout = (timer) => timers.push(timer);
            const round = document.querySelector("aurix-widget").shadowRoot.querySelector(".round");
            for (let press = 0; press < 3; press++) round.click();
            timers[0]();
            """);

        assertThat(visit.shows("[role=dialog]")).isTrue();
        assertThat(visit.ask("timers.length")).isEqualTo(2L);
        assertThat(visit.link()).isEmpty();
        assertThat(visit.shows(".scan")).isTrue();
        visit.driver().executeScript("timers[1]()");
        assertThat(visit.link()).isEqualTo("https://wa.me/?text=" + Visit.PLAIN_TEXT);
    }

    @Test
    void a_double_click_opens_the_panel_and_leaves_it_open() {
        visit.open("0").part(".round");

        new Actions(visit.driver()).doubleClick(visit.round()).perform();

        assertThat(visit.shows("[role=dialog]")).isTrue();
        visit.part("svg[role=img]");
        assertThat(visit.clicks()).hasSize(1);
    }

    @Test
    void a_laptop_whose_screen_can_be_touched_is_a_desktop() {
        visit.website.page(
                "/",
                "<script>Object.defineProperty(navigator, 'maxTouchPoints', { value: 10 })</script>",
                visit.snippet("0", ""));
        visit.go("/");
        assertThat(visit.ask("navigator.maxTouchPoints")).isEqualTo(10L);

        visit.round().click();

        assertThat(visit.shows("[role=dialog]")).isTrue();
        visit.part("svg[role=img]");
    }

    @Test
    void a_page_that_may_not_fetch_offers_the_plain_link() {
        visit.website.page("/", "", visit.snippet("0", ""), "default-src 'self'; script-src " + visit.front.url());
        visit.go("/").round().click();

        assertThat(visit.pressAndFollow("a[href]")).isEqualTo("https://wa.me/?text=" + Visit.PLAIN_TEXT);
        assertThat(visit.shows(".scan")).isFalse();
    }

    @Test
    void a_click_that_fails_after_the_next_one_was_answered_takes_nothing_away() {
        visit.open("0").part(".round");
        visit.front.holdClicks();
        visit.driver().executeScript("""
            const fetched = window.fetch;
            window.fetch = (...given) => window.later
              ? fetched(...given)
              : new Promise((_, reject) => (window.later = () => reject(new TypeError("late"))));
            """);
        visit.round().click();
        visit.round().click();
        visit.front.letClicksPass();
        visit.round().click();
        visit.part("svg[role=img]");

        visit.driver().executeScript("later()");

        assertThat(visit.ask("new Promise((resolve) => setTimeout(resolve, 0))"))
                .isNull();
        assertThat(visit.shows(".scan")).isTrue();
        assertThat(Visit.text(visit.link())).isEqualTo(Visit.handOff(visit.onlyClick()));
    }

    /** As a phone held before the screen. */
    private String readFromTheScreen() throws IOException, ReaderException {
        visit.settled();
        byte[] png = visit.driver().getScreenshotAs(OutputType.BYTES);
        BufferedImage screen = ImageIO.read(new ByteArrayInputStream(png));
        int[] pixels = screen.getRGB(0, 0, screen.getWidth(), screen.getHeight(), null, 0, screen.getWidth());
        var light = new RGBLuminanceSource(screen.getWidth(), screen.getHeight(), pixels);
        try {
            return new QRCodeReader()
                    .decode(new BinaryBitmap(new HybridBinarizer(light)))
                    .getText();
        } catch (NotFoundException e) {
            throw new AssertionError("there is no code on the screen", e);
        }
    }
}

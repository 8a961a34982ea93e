package sg.com.aurix.bootstrap.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import sg.com.aurix.application.contract.Requirement;
import sg.com.aurix.bootstrap.browser.Axe;
import sg.com.aurix.bootstrap.browser.Browser;
import sg.com.aurix.bootstrap.browser.Pictures;

/** On a screen of a phone's size, the panes come one after the other. */
class PhoneDemoIT {
    @AutoClose
    private static final Browser browser = Browser.phone();

    private final DemoPage page = DemoPage.open(browser);

    @AfterEach
    void leave() {
        browser.preferNothing();
    }

    @Test
    @Requirement("TR-6")
    void the_journey_leads_from_pane_to_pane() {
        assertThat(page.shows("#website")).isTrue();
        assertThat(page.shows("#phone")).isFalse();

        page.pressInWidget("button.wide");
        String reference = page.reference();
        assertThat(page.shows("#website")).isFalse();
        page.send();
        page.giveEmail();
        page.awaitSaid("Thank you, our offer is on its way!");
        page.press(".look");

        page.awaitAnswer("A lead: ");
        assertThat(page.shows("#phone")).isFalse();
        assertThat(DemoPage.click(reference).path("correlated_at").isTextual()).isTrue();
        page.press("nav [data-pane=website]");
        assertThat(page.shows("#website")).isTrue();
        assertThat(browser.problems()).isEmpty();
    }

    @Test
    void the_round_button_alone_leads_to_whatsapp_too() {
        page.pressInWidget("header button");
        page.pressInWidget(".round");

        assertThat(page.reference()).startsWith("O-");
    }

    @Test
    void no_pane_is_wider_than_the_screen_and_axe_finds_nothing() throws IOException {
        Axe axe = Axe.installed();
        for (String scheme : List.of("light", "dark")) {
            browser.prefer(scheme);
            DemoPage fresh = DemoPage.open(browser);
            check(fresh, axe);
            fresh.pressInWidget("button.wide");
            fresh.reference();
            check(fresh, axe);
            fresh.send();
            fresh.awaitShown(".suggestion button");
            check(fresh, axe);
            Pictures.keepIfAsked("demo-phone-" + scheme, fresh.picture());
            fresh.giveEmail();
            fresh.press("nav [data-pane=partner]");
            fresh.awaitAnswer("A lead: ");
            check(fresh, axe);
        }
    }

    private static void check(DemoPage page, Axe axe) {
        assertThat(page.violations(axe)).isEmpty();
        assertThat(browser.driver().executeScript("return document.documentElement.scrollWidth - innerWidth"))
                .isEqualTo(0L);
    }
}

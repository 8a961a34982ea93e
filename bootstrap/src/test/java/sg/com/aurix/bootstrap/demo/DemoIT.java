package sg.com.aurix.bootstrap.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.chrome.ChromeDriver;
import sg.com.aurix.application.contract.Requirement;
import sg.com.aurix.bootstrap.browser.Axe;
import sg.com.aurix.bootstrap.browser.Browser;
import sg.com.aurix.bootstrap.browser.Pictures;
import sg.com.aurix.bootstrap.system.Listener;
import sg.com.aurix.bootstrap.system.ServerProcess;
import sg.com.aurix.bootstrap.system.TestSandbox;

/** At a desktop, a newcomer plays the visitor and watches a click become a lead. */
class DemoIT {
    private static final String LISTENER = TestSandbox.url() + "/demo/listener";
    private static final String GOOGLE = "a Google ad, campaign spring-facials";

    @AutoClose
    private static final Browser browser = Browser.desktop();

    private final DemoPage page = DemoPage.open(browser);

    @AfterEach
    void leave() {
        browser.preferNothing();
        browser.driver().manage().window().setSize(new Dimension(1280, 800));
    }

    @Test
    @Requirement({"TR-6", "TR-7", "LD-1", "LD-3", "LD-5", "WH-3"})
    void a_click_becomes_a_lead_before_their_eyes() {
        page.awaitAnswer("Who is it, and which ad paid for the visit?");

        String reference = page.handOff();
        page.awaitAnswer("Visitor " + reference + " came by " + GOOGLE);
        page.awaitTraffic("widget.click: signature verified");
        page.send();
        page.awaitAnswer("is the visitor who came by " + GOOGLE);
        String email = page.giveEmail();
        page.awaitAnswer("Brought by " + GOOGLE);

        page.awaitTraffic(
                "widget.click: signature verified",
                "message: 200",
                "lead.correlated: signature verified",
                "message: 200",
                "lead.complete: signature verified");
        assertThat(DemoPage.listener("GET", "")).isEqualTo(LISTENER);
        JsonNode click = DemoPage.click(reference);
        assertThat(click.path("correlated_at").isTextual()).isTrue();
        assertThat(click.path("parsed_params").path("utm_campaign").asText()).isEqualTo("spring-facials");
        assertThat(click.path("parsed_params").path("gclid").asText()).isEqualTo("EAIaIQobChMI-Demo");
        assertThat(click.path("page_title").asText()).startsWith("Glow Salon");
        assertThat(click.path("referrer").asText()).isEqualTo("https://www.google.com/");
        JsonNode lead = page.lead();
        assertThat(lead.path("lead_status").asText()).isEqualTo("complete");
        assertThat(lead.path("lead_json").path("contact_email").asText()).isEqualTo(email);
        assertThat(page.find("#row-leads table").getText()).contains("lead_status complete", email);
        assertThat(page.find("#row-attribution table").getText()).contains(reference, "utm_source google");
        page.awaitSaid("Thank you, our offer is on its way!");
        assertThat(browser.problems()).isEmpty();
    }

    @Test
    void the_link_beside_the_code_leads_to_the_same_message() {
        page.pressInWidget("button.wide");
        page.awaitShown(".open");

        page.pressInWidget("a.wide[href]");

        page.awaitAnswer("Visitor " + page.reference());
        assertThat(browser.driver().getWindowHandles()).hasSize(1);
    }

    @Test
    @Requirement({"LD-2", "LD-4"})
    void without_the_reference_nobody_knows_which_ad_it_was_until_it_comes() {
        String reference = page.handOff();
        page.write("Hi, are you open on Sunday?");
        page.send();
        page.awaitAnswer("without the reference: nobody knows by which ad.");
        page.awaitTraffic("widget.click: signature verified", "message: 200");
        assertThat(page.lead().path("lead_status").asText()).isEqualTo("active");

        page.write("sorry, I was to say this: " + reference.toLowerCase(Locale.ROOT));
        page.send();

        page.awaitAnswer("is the visitor who came by " + GOOGLE);
        assertThat(page.lead().path("lead_status").asText()).isEqualTo("correlated");
    }

    @Test
    @Requirement("TR-4")
    void the_ad_that_came_first_is_the_one_that_counts() {
        page.comeBy("Instagram ad");
        String reference = page.handOff();
        page.awaitAnswer("an Instagram ad, campaign bridal-glow");

        page.comeBy("Newsletter");
        assertThat(page.handOff()).isEqualTo(reference);

        page.awaitAnswer("an Instagram ad, campaign bridal-glow");
        await().until(() -> DemoPage.clicks(reference).size() == 2);
        JsonNode last = DemoPage.clicks(reference).getFirst();
        assertThat(last.path("parsed_params").path("utm_source").asText()).isEqualTo("instagram");
        assertThat(last.path("last_parsed_params").path("utm_source").asText()).isEqualTo("newsletter");
    }

    @Test
    void a_reload_goes_on_where_the_journey_was() {
        String reference = page.handOff();
        page.send();
        page.awaitShown(".suggestion button");
        List<String> chat = page.chat();

        page.again();

        page.awaitAnswer("is the visitor who came by " + GOOGLE);
        assertThat(page.chat()).isEqualTo(chat);
        page.awaitTraffic("widget.click: signature verified", "lead.correlated: signature verified");
        page.giveEmail();
        page.awaitAnswer("A lead: ");
        assertThat(DemoPage.click(reference).path("correlated_at").isTextual()).isTrue();
    }

    @Test
    void a_new_visitor_is_somebody_else() {
        String reference = page.handOff();
        page.send();
        page.awaitShown(".suggestion button");
        String number = page.stored("aurixDemo").path("waId").asText();
        String device = page.stored("aurixWidget").path("device").asText();

        page.press("#anew");

        page.awaitAnswer("Somebody is on the website.");
        page.awaitAnotherDevice(device);
        assertThat(page.traffic()).isEmpty();
        assertThat(page.chat()).isEmpty();
        assertThat(page.stored("aurixDemo").path("waId").asText()).isNotEqualTo(number);
        assertThat(page.handOff()).isNotEqualTo(reference);
        page.send();
        page.awaitAnswer("is the visitor who came by " + GOOGLE);
    }

    @Test
    void a_listener_of_the_developers_own_is_left_in_peace_and_its_answers_are_shown() {
        try (Listener own = new Listener()) {
            DemoPage.listener("PUT", "{\"url\":\"" + own.url() + "\"}");
            page.again();
            page.awaitShown(".elsewhere");
            assertThat(page.find(".elsewhere").getText()).contains(own.url());

            page.handOff();

            page.awaitTraffic("widget.click: delivered 204");
            assertThat(page.find(".traffic .way").getText()).contains("heard after");
            assertThat(own.types()).containsExactly("widget.click");
            page.press(".elsewhere button");
            page.awaitHidden(".elsewhere");
            assertThat(DemoPage.listener("GET", "")).isEqualTo(LISTENER);
            page.send();
            page.awaitTraffic("widget.click: delivered 204", "message: 200", "lead.correlated: signature verified");
        } finally {
            DemoPage.listener("PUT", "{\"url\":\"" + LISTENER + "\"}");
        }
    }

    @Test
    void what_nobody_heard_is_not_said_to_be_heard() {
        DemoPage.listener("PUT", "{\"url\":\"http://127.0.0.1:" + ServerProcess.freePort() + "\"}");
        try {
            page.again();
            page.awaitShown(".elsewhere");

            page.handOff();

            page.awaitTraffic("widget.click: failed");
            assertThat(page.find(".traffic .way").getText()).contains("tried after");
        } finally {
            DemoPage.listener("PUT", "{\"url\":\"" + LISTENER + "\"}");
        }
    }

    @Test
    void a_paused_webhook_stays_paused_and_the_page_says_so() {
        DemoPage.listener("PUT", "{\"url\":\"" + LISTENER + "\",\"is_active\":false}");
        try {
            page.again();
            page.awaitShown(".elsewhere");
            assertThat(page.find(".elsewhere").getText()).contains("paused");

            page.handOff();
            page.awaitTraffic("widget.click: not_sent");
            assertThat(page.find(".traffic .way").getText()).isEqualTo("Aurix → Glow Salon");

            page.press(".elsewhere button");
            page.awaitHidden(".elsewhere");
        } finally {
            DemoPage.listener("PUT", "{\"url\":\"" + LISTENER + "\",\"is_active\":true}");
        }
    }

    @Test
    void whoever_comes_while_a_message_is_under_way_is_nobody_else() {
        page.handOff();
        block(List.of("*/demo/phone/messages"));
        page.send();
        page.press("#anew");
        page.awaitAnswer("Somebody is on the website.");
        block(List.of());
        String number = page.stored("aurixDemo").path("waId").asText();

        page.again();

        assertThat(page.stored("aurixDemo").path("waId").asText()).isEqualTo(number);
        assertThat(page.chat()).isEmpty();
    }

    @Test
    void a_closed_code_is_no_longer_before_the_camera() {
        page.pressInWidget("button.wide");
        page.awaitShown("#camera");

        page.pressInWidget("[role=dialog] header button");

        page.awaitShown("#home");
    }

    @Test
    void a_message_that_did_not_get_through_can_be_sent_again() {
        page.handOff();
        block(List.of("*/demo/phone/messages"));
        page.send();
        page.awaitShown(".bubble[data-state=failed] button");

        block(List.of());
        page.press(".bubble[data-state=failed] button");

        page.awaitAnswer("is the visitor who came by " + GOOGLE);
        page.awaitTraffic("widget.click: signature verified", "message: 200", "lead.correlated: signature verified");
    }

    @Test
    void when_the_server_is_away_the_page_says_so_until_it_is_back() {
        block(List.of("*/demo/listener/events*"));
        page.awaitShown("#trouble");

        block(List.of());

        page.awaitHidden("#trouble");
        page.handOff();
        page.awaitTraffic("widget.click: signature verified");
    }

    private static void block(List<String> urls) {
        ChromeDriver driver = browser.driver();
        driver.executeCdpCommand("Network.enable", Map.of());
        driver.executeCdpCommand("Network.setBlockedURLs", Map.of("urls", urls));
    }

    @Test
    void everything_that_was_sent_can_be_read() {
        page.handOff();
        page.send();
        page.awaitTraffic("widget.click: signature verified", "message: 200", "lead.correlated: signature verified");

        for (var call : browser.driver().findElements(By.cssSelector(".traffic summary"))) {
            call.click();
        }

        assertThat(page.find(".traffic").getText())
                .contains("x-hub-signature: ", "webhook-signature: v1,", "\"event_type\": \"lead.correlated\"")
                .contains("/channels/whatsapp/webhook", "X-Hub-Signature-256: sha256=", "whatsapp_business_account");
    }

    @Test
    void axe_finds_nothing_light_or_dark_before_and_after() throws IOException {
        browser.driver().manage().window().setSize(new Dimension(1440, 1060));
        Axe axe = Axe.installed();
        for (String scheme : List.of("light", "dark")) {
            browser.prefer(scheme);
            DemoPage fresh = DemoPage.open(browser);
            assertThat(fresh.violations(axe)).as(scheme).isEmpty();
            fresh.handOff();
            fresh.awaitTraffic("widget.click: signature verified");
            assertThat(fresh.violations(axe)).as(scheme).isEmpty();
            fresh.send();
            fresh.awaitShown(".suggestion button");
            assertThat(fresh.violations(axe)).as(scheme).isEmpty();
            fresh.giveEmail();
            fresh.awaitAnswer("A lead: ");
            assertThat(fresh.violations(axe)).as(scheme).isEmpty();
            Pictures.keepIfAsked("demo-" + scheme, fresh.picture());
        }
    }
}

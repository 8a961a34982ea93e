package sg.com.aurix.bootstrap.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openqa.selenium.By;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import sg.com.aurix.bootstrap.browser.Axe;
import sg.com.aurix.bootstrap.browser.Browser;
import sg.com.aurix.bootstrap.system.Calls;
import sg.com.aurix.bootstrap.system.PartnerLists;
import sg.com.aurix.bootstrap.system.TestSandbox;

/** The demo as somebody who opens it for the first time sees it; what happens is looked up with the key that the sandbox prints. */
final class DemoPage {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Pattern REFERENCE = Pattern.compile("Reference: (O-[A-Za-z0-9]{7}) ");
    private static final String SEND = "#chat form button";

    private final Browser browser;

    private DemoPage(Browser browser) {
        this.browser = browser;
    }

    static {
        // The first click of a server takes longer than the widget waits.
        new Calls(TestSandbox.url())
                .click(TestSandbox.WIDGET_TOKEN, UUID.randomUUID().toString(), "https://example.com/warm-up");
    }

    /** Opens it in a browser that has never been there. */
    static DemoPage open(Browser browser) {
        browser.clear();
        ChromeDriver driver = browser.driver();
        driver.get(TestSandbox.url() + "/demo/icon.svg");
        driver.executeScript("localStorage.clear()");
        return new DemoPage(browser).again();
    }

    /** Opens it once more in the same browser. */
    DemoPage again() {
        driver().get(TestSandbox.url() + "/demo");
        shopIsThere();
        return this;
    }

    /** Comes to the website by another ad. */
    void comeBy(String ad) {
        WebElement shop = browser.driver().switchTo().frame("shop").findElement(By.tagName("main"));
        driver().switchTo().defaultContent();
        find(".ads").findElement(By.xpath("label[.='" + ad + "']")).click();
        await().atMost(PATIENCE).until(() -> isGone(shop));
        shopIsThere();
    }

    /** Waits until the widget is there in a browser that is not the one of before. */
    void awaitAnotherDevice(String before) {
        await().atMost(PATIENCE)
                .until(() -> !List.of("", before)
                        .contains(stored("aurixWidget").path("device").asText()));
    }

    private boolean isGone(WebElement ofTheShop) {
        driver().switchTo().frame("shop");
        try {
            return ofTheShop.getTagName().isEmpty();
        } catch (StaleElementReferenceException | NoSuchElementException e) {
            return true;
        } finally {
            driver().switchTo().defaultContent();
        }
    }

    /** The widget remembers the landing page, so it is there. */
    void shopIsThere() {
        await().atMost(PATIENCE).until(() -> !stored("aurixWidget").isMissingNode());
    }

    /** Presses something of the widget on the website. */
    void pressInWidget(String css) {
        driver().switchTo().frame("shop");
        try {
            await().atMost(PATIENCE)
                    .ignoreExceptionsInstanceOf(NoSuchElementException.class)
                    .until(() -> widget(css).isDisplayed());
            widget(css).click();
        } finally {
            driver().switchTo().defaultContent();
        }
    }

    private WebElement widget(String css) {
        return driver().findElement(By.tagName("aurix-widget")).getShadowRoot().findElement(By.cssSelector(css));
    }

    /** Presses something, when it is there to be pressed. */
    void press(String css) {
        awaitShown(css);
        find(css).click();
    }

    void awaitShown(String css) {
        await().atMost(PATIENCE)
                .ignoreExceptionsMatching(notYet ->
                        notYet instanceof NoSuchElementException || notYet instanceof StaleElementReferenceException)
                .until(() -> shows(css));
    }

    void awaitHidden(String css) {
        await().atMost(PATIENCE).until(() -> !shows(css));
    }

    /** Waits until this is the last thing said in the chat. */
    void awaitSaid(String text) {
        await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(StaleElementReferenceException.class)
                .untilAsserted(() -> assertThat(chat()).isNotEmpty().last().isEqualTo(text));
    }

    boolean shows(String css) {
        return find(css).isDisplayed();
    }

    WebElement find(String css) {
        return driver().findElement(By.cssSelector(css));
    }

    /** From the website to what WhatsApp has already written; at a desktop by the code, which the phone's camera sees. */
    String handOff() {
        pressInWidget("button.wide");
        press(".open");
        return reference();
    }

    /** The reference in what is about to be sent. */
    String reference() {
        awaitShown(SEND);
        Matcher matcher = REFERENCE.matcher(draft());
        assertThat(matcher.find()).as(draft()).isTrue();
        return matcher.group(1);
    }

    /** What stands in the field where the visitor writes. */
    String draft() {
        return Objects.requireNonNull(find("textarea").getDomProperty("value"));
    }

    /** Writes something else in its place. */
    void write(String text) {
        find("textarea").clear();
        find("textarea").sendKeys(text);
    }

    void send() {
        press(SEND);
    }

    /** Answers the question for the e-mail address as the page suggests; returns the address. */
    String giveEmail() {
        awaitShown(".suggestion button");
        String suggested = find(".suggestion button").getText();
        press(".suggestion button");
        assertThat(draft()).isEqualTo(suggested);
        send();
        return suggested.substring(suggested.lastIndexOf(' ') + 1);
    }

    /** Waits until the page says this of who it was and by which ad. */
    void awaitAnswer(String expected) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(find(".answer").getText()).contains(expected));
    }

    /** Waits until exactly these calls between the systems are shown: each name with its badge. */
    void awaitTraffic(String... expected) {
        await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(StaleElementReferenceException.class)
                .untilAsserted(() -> assertThat(traffic()).containsExactlyInAnyOrder(expected));
    }

    List<String> traffic() {
        return driver().findElements(By.cssSelector(".traffic summary")).stream()
                .map(call -> call.findElement(By.tagName("code")).getText() + ": "
                        + call.findElement(By.className("badge")).getText())
                .toList();
    }

    /** The chat, from both sides, without the times. */
    List<String> chat() {
        return driver().findElements(By.cssSelector(".bubble")).stream()
                .map(bubble -> bubble.getText().lines().findFirst().orElse(""))
                .toList();
    }

    /** What the browser keeps under a key; missing where there is nothing. */
    JsonNode stored(String key) {
        String kept = (String) driver().executeScript("return localStorage.getItem(arguments[0]) || ''", key);
        return Calls.json(Objects.requireNonNull(kept));
    }

    /** The only click with that reference, as a partner reads it. */
    static JsonNode click(String reference) {
        return only(clicks(reference));
    }

    /** The clicks with that reference, newest first. */
    static List<JsonNode> clicks(String reference) {
        return partner().attribution().stream()
                .filter(row -> row.path("correlation_id").asText().equals(reference))
                .toList();
    }

    /** This visitor's lead, as a partner reads it. */
    JsonNode lead() {
        String number = stored("aurixDemo").path("waId").asText();
        return only(partner().leads().stream()
                .filter(row ->
                        row.path("lead_json").path("contact_number").asText().equals(number))
                .toList());
    }

    private static JsonNode only(List<JsonNode> rows) {
        assertThat(rows).hasSize(1);
        return rows.getFirst();
    }

    private static PartnerLists partner() {
        return new PartnerLists(new Calls(TestSandbox.url()), TestSandbox.API_KEY);
    }

    /** Where the demo partner's events go. */
    static String listener(String method, String json) {
        var answer = new Calls(TestSandbox.url())
                .send(method, "/integrations/external/webhook-config", TestSandbox.API_KEY, json);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Calls.json(answer).path("target_url").asText();
    }

    /** What breaks a rule of accessibility, on the page and on the website within it, when nothing moves. */
    List<String> violations(Axe axe) {
        settled();
        List<String> found = axe.violations(driver());
        assertThat(found).isEmpty();
        driver().switchTo().frame("shop");
        try {
            return axe.violations(driver());
        } finally {
            driver().switchTo().defaultContent();
        }
    }

    /** Takes a picture when nothing moves but the button that waits to be pressed. */
    byte[] picture() {
        settled();
        return driver().getScreenshotAs(OutputType.BYTES);
    }

    private void settled() {
        await().atMost(PATIENCE).until(() -> Boolean.TRUE.equals(driver().executeScript("""
            const shop = document.querySelector("#shop").contentDocument;
            const root = shop.querySelector("aurix-widget").shadowRoot;
            const images = [...shop.images].every((image) => image.complete);
            const moving = [...document.getAnimations(), ...root.getAnimations()];
            return images && moving.every((one) => one.animationName === "wanted");
            """)));
    }

    private ChromeDriver driver() {
        return browser.driver();
    }
}

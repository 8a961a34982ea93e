package sg.com.aurix.bootstrap.widget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import sg.com.aurix.bootstrap.browser.Browser;
import sg.com.aurix.bootstrap.system.Calls;
import sg.com.aurix.bootstrap.system.PartnerLists;
import sg.com.aurix.bootstrap.system.TestPartner;

/** A visitor on a website of a partner that is new for each test. */
final class Visit implements AutoCloseable {
    static final String REQUEST = " (Please send this reference number so that we can serve you better, thank you!)";
    static final String OWN_MESSAGE = "Hi, I would like to book.";
    static final String PLAIN_TEXT = "Hi%2C%20I%20am%20on%20your%20website%20%26%20have%20a%20question.";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    // A server's first click takes longer than the widget waits, where the machine is busy.
    static {
        TestPartner.create().click("https://shop.example/");
    }

    final Browser browser;
    final Front front = new Front();
    final Website website = new Website();
    final TestPartner partner = TestPartner.create();

    Visit(Browser browser) {
        this.browser = browser;
        browser.clear();
    }

    /** The snippet that partners have in their pages (TR-7), with further attributes. */
    String snippet(String popup, String more) {
        return """
            <script id="wa-widget-loader" src="%s/widget.js" data-omnichat-whatsapp-token="%s" data-popup="%s" \
            data-message-template="Hi, I am on your website &amp; have a question." data-display-name="Glow Salon" \
            data-preview-message="Hi there! How can we help you?"%s></script>\
            """.formatted(front.url(), partner.widgetToken(), popup, more);
    }

    /** Opens a page with nothing but a headline and the snippet. */
    Visit open(String popup) {
        return open(popup, "");
    }

    Visit open(String popup, String more) {
        return put(popup, more).go("/");
    }

    /** Puts up that page without opening it: whatever is opened first is where the visitor landed. */
    Visit put(String popup, String more) {
        website.page("/", "", "<main><h1>Glow Salon</h1></main>" + snippet(popup, more));
        return this;
    }

    Visit go(String pathAndQuery) {
        driver().get(website.url(pathAndQuery));
        return this;
    }

    ChromeDriver driver() {
        return browser.driver();
    }

    /** A part of the widget. */
    WebElement part(String css) {
        await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(NoSuchElementException.class)
                .until(() -> find(css) != null);
        return find(css);
    }

    private WebElement find(String css) {
        return driver().findElement(By.tagName("aurix-widget")).getShadowRoot().findElement(By.cssSelector(css));
    }

    /** Waits until nothing of the widget moves any more. */
    Visit settled() {
        part(".round");
        await().atMost(PATIENCE)
                .until(() -> count("document.querySelector('aurix-widget').shadowRoot.getAnimations().length") == 0);
        return this;
    }

    boolean shows(String css) {
        return part(css).isDisplayed();
    }

    /** Where the offered link leads; empty where it does not lead anywhere yet. */
    String link() {
        return Objects.requireNonNullElse(part("a.wide").getDomAttribute("href"), "");
    }

    WebElement round() {
        return part(".round");
    }

    /** Presses the round button and goes to the tab that opens, when it has been led somewhere. */
    String pressAndFollow() {
        return pressAndFollow(".round");
    }

    String pressAndFollow(String css) {
        String page = driver().getWindowHandle();
        part(css).click();
        return follow(page);
    }

    /** The address to which the tab beside that one is led; and back to that one. */
    String follow(String page) {
        await().atMost(PATIENCE).until(() -> driver().getWindowHandles().size() > 1);
        String tab = driver().getWindowHandles().stream()
                .filter(handle -> !handle.equals(page))
                .findFirst()
                .orElseThrow();
        driver().switchTo().window(tab);
        await().atMost(PATIENCE).until(() -> driver().getCurrentUrl().startsWith("https://"));
        String url = driver().getCurrentUrl();
        driver().close();
        driver().switchTo().window(page);
        return url;
    }

    /** The partner's only click. */
    JsonNode onlyClick() {
        List<JsonNode> clicks = clicks();
        assertThat(clicks).hasSize(1);
        return clicks.getFirst();
    }

    /** The partner's clicks, newest first. */
    List<JsonNode> clicks() {
        return new PartnerLists(partner.calls(), partner.apiKey()).attribution();
    }

    /** The hand-off that carries the correlation id of a click. */
    static String handOff(JsonNode click) {
        return "Reference: " + click.path("correlation_id").asText() + REQUEST + " " + OWN_MESSAGE;
    }

    /** The text that a link to the partner's number writes. */
    static String text(String url) {
        String prefix = "https://wa.me/96891234567?text=";
        assertThat(url).startsWith(prefix).doesNotContain("+");
        return URLDecoder.decode(url.substring(prefix.length()), StandardCharsets.UTF_8);
    }

    /** What a script in the page answers. */
    @Nullable
    Object ask(String script, Object... arguments) {
        return driver().executeScript("return " + script, arguments);
    }

    /** A number that a script in the page answers. */
    long count(String script) {
        return (long) Objects.requireNonNull(ask(script));
    }

    /** What the widget stored; {@code null} as JSON where it did not. */
    JsonNode stored() {
        return Calls.json((String) Objects.requireNonNull(ask("localStorage.getItem('aurixWidget') || 'null'")));
    }

    @Override
    public void close() {
        front.close();
        website.close();
    }
}

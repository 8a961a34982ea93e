package sg.com.aurix.bootstrap.widget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import sg.com.aurix.application.contract.Requirement;
import sg.com.aurix.bootstrap.browser.Browser;

/** The pages that the widget finds itself on, and what they let it do. */
@Requirement("TR-7")
class PlaceIT {
    private static final String HEADLINE = "<main><h1>Glow Salon</h1></main>";

    @AutoClose
    private static final Browser browser = Browser.phone();

    @AutoClose
    private final Visit visit = new Visit(browser);

    @Test
    void the_strictest_policy_that_names_us_has_nothing_to_object_to() {
        String policy =
                "default-src 'none'; script-src 'nonce-abc' %1$s; connect-src %1$s; require-trusted-types-for 'script';"
                        .formatted(visit.front.url());
        String watch = """
            <script nonce="abc">
              window.violations = [];
              document.addEventListener("securitypolicyviolation", (event) => violations.push(event.violatedDirective));
            </script>\
            """;
        visit.website.page("/", watch, HEADLINE + visit.snippet("1", ""), policy);
        visit.go("/");

        assertThat(visit.shows(".card")).isTrue();
        assertThat(visit.round().getCssValue("border-radius")).isEqualTo("50%");
        assertThat(Visit.text(visit.pressAndFollow())).isEqualTo(Visit.handOff(visit.onlyClick()));
        assertThat(visit.ask("violations")).isEqualTo(List.of());
        // The policy is in force, and the page would have said so.
        visit.driver().executeScript("document.body.append(Object.assign(document.createElement('style')))");
        visit.driver().executeScript("document.querySelector('style').append('h1 { color: red }')");
        await().until(() -> visit.count("violations.length") > 0);
    }

    @Test
    void a_snippet_in_the_head_waits_for_the_body() {
        visit.website.page("/", visit.snippet("1", ""), HEADLINE);
        visit.go("/");

        assertThat(visit.shows(".card")).isTrue();
        assertThat(widgets()).isOne();
    }

    @Test
    void a_frameworks_script_component_may_load_it_when_the_page_is_long_there() {
        visit.website.page("/", "", HEADLINE);
        visit.go("/?utm_source=ads");
        assertThat(visit.ask("document.readyState")).isEqualTo("complete");

        load("1");

        assertThat(visit.shows(".card")).isTrue();
        assertThat(Visit.text(visit.pressAndFollow())).isEqualTo(Visit.handOff(visit.onlyClick()));
        assertThat(visit.onlyClick().path("parsed_params").path("utm_source").asText())
                .isEqualTo("ads");
    }

    @Test
    void a_script_that_does_not_know_its_own_tag_finds_it_by_its_id() {
        String inert = visit.snippet("1", " type=\"text/plain\"");
        visit.website.page("/", "", HEADLINE + inert);
        visit.go("/");
        assertThat(widgets()).isZero();

        visit.driver().executeScript("import(arguments[0])", visit.front.url() + "/widget.js");

        assertThat(visit.shows(".card")).isTrue();
        assertThat(Visit.text(visit.pressAndFollow())).isEqualTo(Visit.handOff(visit.onlyClick()));
    }

    @Test
    void two_scripts_on_a_page_are_one_widget_wherever_they_stand() {
        visit.website.page("/", visit.snippet("1", ""), visit.snippet("1", "") + HEADLINE + visit.snippet("1", ""));
        visit.go("/");
        assertThat(visit.shows(".card")).isTrue();
        assertThat(widgets()).isOne();

        load("1");

        assertThat(widgets()).isOne();
        visit.pressAndFollow();
        assertThat(visit.front.clicks()).hasSize(1);
    }

    @Test
    void a_framework_that_replaces_the_body_leaves_the_widget_there() {
        visit.open("1").part(".card header button").click();
        visit.driver().executeScript("document.body = document.createElement('body')");

        assertThat(widgets()).isOne();
        assertThat(visit.shows(".card")).isFalse();
        assertThat(visit.shows(".round")).isTrue();
        load("1");
        assertThat(widgets()).isOne();
        assertThat(visit.shows(".card")).isFalse();
    }

    @Test
    void a_framework_that_takes_it_out_gets_the_same_widget_back_with_its_script() {
        visit.open("1").part(".card header button").click();
        visit.driver().executeScript("document.querySelector('aurix-widget').remove()");
        assertThat(widgets()).isZero();

        load("1");

        await().until(() -> widgets() == 1);
        assertThat(visit.shows(".card")).isFalse();
        assertThat(visit.shows(".round")).isTrue();
    }

    @Test
    void a_browser_without_constructable_style_sheets_gets_the_same_look() {
        visit.website.page("/", "<script>window.CSSStyleSheet = undefined</script>", HEADLINE + visit.snippet("1", ""));
        visit.go("/");

        assertThat(visit.round().getCssValue("border-radius")).isEqualTo("50%");
        assertThat(visit.part("style").getDomProperty("tagName")).isEqualTo("STYLE");
    }

    @Test
    void the_websites_own_styles_and_the_widgets_keep_out_of_each_other() {
        String styles = """
            <style>* { font-size: 40px; color: red } button, a, div, p, section { display: inline; background: blue !important;
            position: static; width: 500px; border-radius: 0 } [hidden] { display: block !important }</style>\
            """;
        visit.website.page("/", styles, HEADLINE + visit.snippet("1", ""));
        visit.go("/");

        assertThat(visit.round().getSize().width).isEqualTo(60);
        assertThat(visit.round().getCssValue("border-radius")).isEqualTo("50%");
        assertThat(visit.round().getCssValue("background-color")).isEqualTo("rgba(29, 170, 97, 1)");
        assertThat(visit.part(".text").getCssValue("font-size")).isEqualTo("16px");
        assertThat(visit.shows("[role=dialog]")).isFalse();
        assertThat(visit.driver().findElement(By.tagName("h1")).getCssValue("font-size"))
                .isEqualTo("40px");
    }

    @Test
    void what_a_website_writes_is_text_and_never_markup() {
        visit.website.page(
                "/",
                "",
                HEADLINE
                        + visit.snippet("1", "")
                                .replace("Glow Salon", "&lt;img src=x onerror=&quot;window.ran=1&quot;&gt;"));
        visit.go("/");

        assertThat(visit.part("header span").getText()).startsWith("<img src=x");
        assertThat(visit.ask("window.ran")).isNull();
    }

    @Test
    void a_script_without_a_token_says_so_and_does_nothing() {
        visit.website.page("/", "", HEADLINE + "<script src='" + visit.front.url() + "/widget.js'></script>");
        visit.go("/");

        assertThat(widgets()).isZero();
        assertThat(browser.problems()).anyMatch(problem -> problem.contains("data-omnichat-whatsapp-token"));
    }

    private long widgets() {
        return visit.count("document.getElementsByTagName('aurix-widget').length");
    }

    /** As framework components do: the element first, then its attributes, then into the page. Waits until it ran. */
    private void load(String popup) {
        visit.driver().executeAsyncScript("""
            const [src, token, popup, done] = arguments;
            const script = document.createElement("script");
            script.id = "wa-widget-loader";
            script.src = src;
            script.setAttribute("data-omnichat-whatsapp-token", token);
            script.setAttribute("data-popup", popup);
            script.setAttribute("data-display-name", "Glow Salon");
            script.onload = () => done();
            document.body.append(script);
            """, visit.front.url() + "/widget.js", visit.partner.widgetToken(), popup);
    }
}

package sg.com.aurix.bootstrap.widget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import sg.com.aurix.bootstrap.browser.Browser;

/** What is stored, and when, where a website asks its visitors first. */
class ConsentIT {
    private static final String REQUIRED = " data-consent=\"required\"";

    @AutoClose
    private static final Browser browser = Browser.phone();

    @AutoClose
    private final Visit visit = new Visit(browser);

    @Test
    void without_the_attribute_the_landing_page_is_stored_at_once() {
        visit.put("0", "").go("/?utm_source=ads").part(".round");

        JsonNode stored = visit.stored();
        assertThat(stored.path("landing").asText()).isEqualTo(visit.website.url("/?utm_source=ads"));
        assertThat(stored.path("device").asText()).hasSize(36);
    }

    @Test
    void before_consent_nothing_is_stored_and_a_press_works() {
        visit.put("1", REQUIRED).go("/?utm_source=ads");
        assertThat(Visit.text(visit.pressAndFollow())).isEqualTo(Visit.handOff(visit.onlyClick()));
        visit.part(".card header button").click();

        assertThat(visit.stored().isNull()).isTrue();
        assertThat(visit.ask("localStorage.length + sessionStorage.length")).isEqualTo(0L);
        assertThat(visit.onlyClick().path("parsed_params").path("utm_source").asText())
                .isEqualTo("ads");
        visit.go("/");
        assertThat(visit.shows(".card")).isTrue();
    }

    @Test
    void before_consent_nothing_is_even_read() {
        String watch = """
            <script>
              window.touched = [];
              for (const name of ["getItem", "setItem", "removeItem", "key"]) {
                const original = Storage.prototype[name];
                Storage.prototype[name] = function (...given) { touched.push(name); return original.apply(this, given); };
              }
            </script>\
            """;
        visit.website.page("/", watch, visit.snippet("1", REQUIRED));
        visit.go("/").pressAndFollow();
        visit.part(".card header button").click();
        assertThat(visit.ask("touched")).isEqualTo(List.of());

        visit.driver().executeScript("aurixWidget.consent()");

        assertThat(visit.ask("touched")).isEqualTo(List.of("getItem", "setItem"));
    }

    @Test
    void consent_that_is_taken_back_removes_the_entry_and_nothing_is_stored_any_more() {
        visit.put("1", REQUIRED).go("/?utm_source=ads");
        visit.driver().executeScript("aurixWidget.consent()");
        assertThat(visit.stored().isNull()).isFalse();

        visit.driver().executeScript("aurixWidget.consent(false)");

        assertThat(visit.stored().isNull()).isTrue();
        assertThat(Visit.text(visit.pressAndFollow())).isEqualTo(Visit.handOff(visit.onlyClick()));
        visit.part(".card header button").click();
        assertThat(visit.ask("localStorage.length")).isEqualTo(0L);
    }

    @Test
    void consent_keeps_what_was_in_memory_so_that_the_landing_page_is_not_lost() {
        visit.put("1", REQUIRED).go("/?utm_source=ads");
        visit.pressAndFollow();

        visit.driver().executeScript("aurixWidget.consent()");

        assertThat(visit.stored().path("landing").asText()).isEqualTo(visit.website.url("/?utm_source=ads"));
        visit.go("/?utm_source=mail");
        visit.driver().executeScript("aurixWidget.consent()");
        visit.pressAndFollow();
        List<JsonNode> clicks = visit.clicks();
        assertThat(clicks).hasSize(2);
        assertThat(clicks.get(0).path("device_id")).isEqualTo(clicks.get(1).path("device_id"));
        assertThat(clicks.get(0).path("parsed_params").path("utm_source").asText())
                .isEqualTo("ads");
    }

    @Test
    void consent_brings_back_that_the_card_was_minimised() {
        visit.open("1", REQUIRED);
        visit.driver().executeScript("aurixWidget.consent()");
        visit.part(".card header button").click();
        visit.go("/");
        assertThat(visit.shows(".card")).as("before consent nobody may look").isTrue();

        visit.driver().executeScript("aurixWidget.consent()");

        await().until(() -> !visit.shows(".card"));
    }

    @Test
    void consent_may_be_there_before_the_widget() {
        visit.website.page(
                "/", "<script>window.aurixWidget = { consented: true }</script>", visit.snippet("1", REQUIRED));
        visit.go("/");

        assertThat(visit.shows(".card")).isTrue();
        assertThat(visit.stored().path("device").asText()).hasSize(36);
    }
}

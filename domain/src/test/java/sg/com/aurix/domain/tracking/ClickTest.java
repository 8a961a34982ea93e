package sg.com.aurix.domain.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sg.com.aurix.domain.Requirement;
import sg.com.aurix.domain.Samples;

@Requirement("TR-5")
class ClickTest {
    @Test
    @Requirement("TR-4")
    void the_parameters_of_the_last_touch_are_those_of_the_page_of_the_click() {
        Click click = Samples.click(
                "https://example.com/b?utm_source=mail", Optional.of("https://example.com/?utm_source=ads"));

        assertThat(click.lastParsedParams().values()).containsExactly(Map.entry("utm_source", List.of("mail")));
        assertThat(click.parsedParams().values()).containsExactly(Map.entry("utm_source", List.of("ads")));
    }

    @Test
    void parameters_come_from_the_page_of_the_first_touch() {
        Click click = Samples.click("https://example.com/book?step=2", Optional.of("https://example.com/?gclid=abc"));

        assertThat(click.clickUrl()).isEqualTo(new PageUrl("https://example.com/book?step=2"));
        assertThat(click.parsedParams().values()).containsOnlyKeys("gclid").containsEntry("gclid", List.of("abc"));
    }

    @Test
    void the_first_touch_falls_back_to_the_page_of_the_click() {
        Click click = Samples.click("https://example.com/book?step=2", Optional.empty());

        assertThat(click.firstTouch()).isEqualTo(click.clickUrl());
        assertThat(click.parsedParams().values()).containsEntry("step", List.of("2"));
    }
}

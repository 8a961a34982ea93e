package sg.com.aurix.application.usecase;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sg.com.aurix.application.port.AttributionRow;
import sg.com.aurix.application.usecase.TrackClick.Outcome;
import sg.com.aurix.application.usecase.TrackClick.WidgetClick;
import sg.com.aurix.domain.tracking.Click;
import sg.com.aurix.domain.tracking.DeviceId;
import sg.com.aurix.domain.tracking.PageContext;
import sg.com.aurix.domain.tracking.PageUrl;
import sg.com.aurix.domain.tracking.Visitor;
import sg.com.aurix.domain.webhook.EventType;

/** What is known of a click beyond its page: who clicked, and what the website tells. */
class TrackClickContextTest {
    private static final WidgetClick CLICK = Salon.click(Salon.DEVICE, "https://example.com/landing");

    @Test
    void a_bots_click_is_answered_and_recorded_and_nobody_hears_of_it() {
        Salon salon = Salon.open();
        WidgetClick bots = by("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)");

        List<Outcome> outcomes = salon.aurix.trackClick().track(List.of(bots, CLICK));

        Click byTheBot = ((Outcome.Tracked) outcomes.get(0)).click();
        Click byAPerson = ((Outcome.Tracked) outcomes.get(1)).click();
        assertThat(byTheBot.bot()).isTrue();
        assertThat(byAPerson.bot()).isFalse();
        assertThat(salon.attribution()).extracting(AttributionRow::click).containsExactly(byAPerson, byTheBot);
        assertThat(salon.listener.heardTypes()).containsExactly(EventType.WIDGET_CLICK);
    }

    @Test
    void whoever_says_nothing_of_the_browser_is_no_bot() {
        Salon salon = Salon.open();
        WidgetClick silent = new WidgetClick(
                CLICK.token(),
                CLICK.deviceId(),
                CLICK.clickUrl(),
                CLICK.firstRawUrl(),
                CLICK.context(),
                new Visitor(Optional.empty(), Optional.empty()));

        assertThat(salon.clicked(silent).click().bot()).isFalse();
        assertThat(salon.listener.heard()).hasSize(1);
    }

    private static WidgetClick by(String userAgent) {
        return new WidgetClick(
                CLICK.token(),
                new DeviceId("bots"),
                CLICK.clickUrl(),
                CLICK.firstRawUrl(),
                CLICK.context(),
                new Visitor(Optional.empty(), Optional.of(userAgent)));
    }

    @Test
    void what_the_website_tells_of_the_page_is_kept() {
        Salon salon = Salon.open();
        PageContext context =
                new PageContext(Optional.of(new PageUrl("https://www.google.com/")), Optional.of("Opening hours"));

        salon.clicked(new WidgetClick(
                CLICK.token(), CLICK.deviceId(), CLICK.clickUrl(), CLICK.firstRawUrl(), context, CLICK.visitor()));

        assertThat(salon.attribution()).extracting(row -> row.click().context()).containsExactly(context);
    }
}

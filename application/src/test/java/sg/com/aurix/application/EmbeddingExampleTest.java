package sg.com.aurix.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sg.com.aurix.application.inmemory.InMemory;
import sg.com.aurix.application.port.OutboxEvent;
import sg.com.aurix.application.port.WebhookSender;
import sg.com.aurix.application.usecase.AdministerPartners.ChannelSettings;
import sg.com.aurix.application.usecase.TrackClick;
import sg.com.aurix.application.usecase.TrackClick.WidgetClick;
import sg.com.aurix.domain.partner.ChannelId;
import sg.com.aurix.domain.partner.LeadForm;
import sg.com.aurix.domain.partner.Partner;
import sg.com.aurix.domain.partner.PhoneNumber;
import sg.com.aurix.domain.partner.WidgetTexts;
import sg.com.aurix.domain.partner.WidgetToken;
import sg.com.aurix.domain.tracking.DeviceId;
import sg.com.aurix.domain.tracking.PageContext;
import sg.com.aurix.domain.tracking.PageUrl;
import sg.com.aurix.domain.tracking.Visitor;
import sg.com.aurix.domain.webhook.WebhookUrl;

/** The example of docs/embedding.md: Aurix in an application of one's own, without a server or a database. */
class EmbeddingExampleTest {
    private static final ChannelSettings SETTINGS = new ChannelSettings(
            new ChannelId("791163770738681"),
            new PhoneNumber("6587487282"),
            new WidgetTexts("Glow Salon", Optional.empty(), Optional.empty(), true),
            LeadForm.STANDARD,
            true);
    private static final WidgetToken TOKEN = new WidgetToken("wt_glow");
    private static final WidgetClick CLICK = new WidgetClick(
            TOKEN,
            new DeviceId("device-1"),
            new PageUrl("https://glow.example/?utm_source=google"),
            Optional.empty(),
            PageContext.NONE,
            new Visitor(Optional.empty(), Optional.empty()));

    @Test
    void five_lines_track_a_click_and_tell_the_partner() {
        List<String> heard = new ArrayList<>();
        WebhookSender sender = new Remembering(heard);

        // tag::embedding[]
        Aurix aurix = Aurix.over(InMemory.ports(sender)).build();
        Partner partner = aurix.administerPartners().addPartner("Glow Salon");
        aurix.administerPartners().addChannel(partner.id(), SETTINGS, TOKEN);
        aurix.configureWebhook().register(partner.id(), "https://glow.example/webhooks/aurix");
        TrackClick.Outcome outcome = aurix.trackClick().track(CLICK);
        // end::embedding[]

        assertThat(outcome).isInstanceOfSatisfying(TrackClick.Outcome.Tracked.class, tracked -> {
            assertThat(tracked.handOff().url()).startsWith("https://wa.me/6587487282?text=Reference%3A%20O-");
            assertThat(heard)
                    .singleElement()
                    .asString()
                    .contains(
                            "\"widget.click\"", tracked.click().correlationId().value());
        });
    }

    /** Where a real application sends signed requests. */
    private record Remembering(List<String> heard) implements WebhookSender {
        @Override
        public Check check(String url) {
            return new Check.Accepted(new WebhookUrl(url));
        }

        @Override
        public Answer send(WebhookUrl url, Map<String, String> headers, OutboxEvent event) {
            heard.add(event.body().text());
            return new Answer.Answered(200, "ok");
        }
    }
}

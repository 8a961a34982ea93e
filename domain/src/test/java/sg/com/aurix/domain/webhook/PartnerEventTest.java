package sg.com.aurix.domain.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sg.com.aurix.domain.Requirement;
import sg.com.aurix.domain.Samples;

@Requirement("WH-5")
class PartnerEventTest {
    private static final Instant LATER = Samples.NOW.plusSeconds(60);

    @Test
    void each_says_what_happened_when_and_to_whom() {
        assertEvent(
                new PartnerEvent.WidgetClicked(Samples.click("https://example.com", Optional.empty())),
                EventType.WIDGET_CLICK,
                Samples.NOW);
        assertEvent(
                new PartnerEvent.LeadCorrelated(Samples.lead(), Samples.REFERENCE, LATER),
                EventType.LEAD_CORRELATED,
                LATER);
        assertEvent(new PartnerEvent.LeadCompleted(Samples.lead(), LATER), EventType.LEAD_COMPLETE, LATER);
    }

    private static void assertEvent(PartnerEvent event, EventType type, Instant occurredAt) {
        assertThat(event.type()).isEqualTo(type);
        assertThat(event.occurredAt()).isEqualTo(occurredAt);
        assertThat(event.partnerId()).isEqualTo(Samples.PARTNER);
    }
}

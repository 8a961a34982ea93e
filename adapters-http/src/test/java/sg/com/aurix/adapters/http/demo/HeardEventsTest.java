package sg.com.aurix.adapters.http.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import sg.com.aurix.application.contract.Requirement;

final class HeardEventsTest {
    private static final HeardEvent EVENT = new HeardEvent(
            Instant.parse("2026-01-02T11:17:02Z"),
            "evt_1",
            "widget.click",
            Map.of("x-hub-signature", "5ec7e7"),
            "{\"phone_number\":\"12025550147\"}");

    private final HeardEvents events = new HeardEvents();

    @Test
    void the_501st_event_drops_the_first() {
        keep(500);
        assertThat(numbers(0)).hasSize(500).first().isEqualTo(1L);

        keep(1);

        assertThat(numbers(0))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(2, 501).boxed().toList());
        assertThat(numbers(499)).containsExactly(500L, 501L);
    }

    @Test
    @Requirement("RS-19")
    void nothing_prints_what_was_told_and_how_it_was_signed() {
        keep(1);

        assertThat(events.after(0).get(0).toString()).doesNotContain("12025550147", "5ec7e7");
        assertThat(HeardEventResponse.of(events.after(0).get(0)).toString()).doesNotContain("12025550147", "5ec7e7");
    }

    private void keep(int times) {
        for (int i = 0; i < times; i++) {
            events.keep(EVENT);
        }
    }

    private List<Long> numbers(long after) {
        return events.after(after).stream().map(HeardEvents.Numbered::seq).toList();
    }
}

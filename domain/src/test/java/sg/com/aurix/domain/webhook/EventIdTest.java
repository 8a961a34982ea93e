package sg.com.aurix.domain.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.temporal.ChronoUnit;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sg.com.aurix.domain.Requirement;
import sg.com.aurix.domain.Samples;

@Requirement("WH-5")
class EventIdTest {
    @Test
    void it_is_published_as_evt_and_32_digits() {
        EventId id = EventId.mint(Samples.NOW, new Random(1));

        assertThat(id.published()).matches("evt_[0-9a-f]{32}");
        assertThat(EventId.parse(id.published())).contains(id);
    }

    @Property
    void published_ids_sort_by_the_microsecond_of_the_event(
            @ForAll long seed, @ForAll @LongRange(min = 1, max = 1_000_000_000_000L) long later) {
        Random random = new Random(seed);
        EventId first = EventId.mint(Samples.NOW, random);
        EventId second = EventId.mint(Samples.NOW.plus(later, ChronoUnit.MICROS), random);

        assertThat(first.published()).isLessThan(second.published());
    }

    @Requirement("API-4")
    @Property
    void a_time_is_a_bound_of_ids(@ForAll long seed) {
        Random random = new Random(seed);
        EventId before = EventId.mint(Samples.NOW.minusNanos(1_000), random);
        EventId at = EventId.mint(Samples.NOW, random);

        String bound = EventId.floor(Samples.NOW).published();

        assertThat(before.published()).isLessThan(bound);
        assertThat(at.published()).isGreaterThan(bound);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "evt_",
                "evt_1704200000",
                "0190b5c0e80073f0a1b2c3d4e5f60718",
                "evt_0190b5c0e80073f0a1b2c3d4e5f6071",
                "evt_0190b5c0e80073f0a1b2c3d4e5f607188",
                "evt_0190B5C0E80073F0A1B2C3D4E5F60718",
                "evt_0190b5c0-e800-73f0-a1b2-c3d4e5f60718"
            })
    void what_is_none_of_ours_is_not_read(String published) {
        assertThat(EventId.parse(published)).isEmpty();
    }

    @Test
    void every_kind_of_event_has_its_published_name() {
        assertThat(EventType.values())
                .extracting(EventType::published)
                .containsExactly("widget.click", "lead.correlated", "lead.complete");
        assertThat(EventType.values())
                .allSatisfy(
                        type -> assertThat(EventType.parse(type.published())).contains(type));
        assertThat(EventType.parse("lead.deleted")).isEmpty();
    }
}

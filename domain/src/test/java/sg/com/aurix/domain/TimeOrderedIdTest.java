package sg.com.aurix.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class TimeOrderedIdTest {
    @Test
    void it_begins_with_the_millisecond_as_in_the_example_of_rfc_9562() {
        UUID id = TimeOrderedId.of(Instant.parse("2022-02-22T19:22:22Z"), new Random(1));

        assertThat(id.toString()).startsWith("017f22e2-79b0-7");
        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
    }

    @Property
    void a_later_microsecond_makes_a_greater_id(
            @ForAll @LongRange(min = 0, max = 253_402_300_799_999_999L) long micros,
            @ForAll @LongRange(min = 1, max = 1_000_000_000_000_000L) long later,
            @ForAll long seed) {
        Random random = new Random(seed);

        UUID first = TimeOrderedId.of(at(micros), random);
        UUID second = TimeOrderedId.of(at(micros + later), random);

        assertThat(first.toString()).isLessThan(second.toString());
        assertThat(first).isLessThan(second);
    }

    @Property
    void the_next_microsecond_makes_a_greater_id_also_within_a_millisecond(
            @ForAll @LongRange(min = 0, max = 253_402_300_799_999_999L) long micros, @ForAll long seed) {
        Random random = new Random(seed);

        UUID first = TimeOrderedId.of(at(micros), random);
        UUID second = TimeOrderedId.of(at(micros + 1), random);

        assertThat(first.toString()).isLessThan(second.toString());
    }

    @Property
    void the_floor_of_a_microsecond_lies_above_every_earlier_id_and_under_every_id_of_it(
            @ForAll @LongRange(min = 1, max = 253_402_300_799_999_999L) long micros, @ForAll long seed) {
        String floor = TimeOrderedId.floor(at(micros)).toString();

        assertThat(TimeOrderedId.of(at(micros - 1), new Random(seed)).toString())
                .isLessThan(floor);
        assertThat(TimeOrderedId.of(at(micros), new Random(seed)).toString()).isGreaterThan(floor);
        assertThat(TimeOrderedId.of(at(micros), () -> 0).toString()).isGreaterThan(floor);
        assertThat(TimeOrderedId.of(at(micros - 1), () -> -1).toString()).isLessThan(floor);
    }

    @Property
    void it_is_of_version_7_and_begins_with_its_millisecond_whatever_the_time(
            @ForAll @LongRange(min = 0, max = 253_402_300_799_999_999L) long micros, @ForAll long seed) {
        UUID id = TimeOrderedId.of(at(micros), new Random(seed));

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(micros / 1_000);
    }

    private static Instant at(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    @Test
    void ids_of_one_microsecond_differ() {
        Random random = new Random(1);
        Set<UUID> ids = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            ids.add(TimeOrderedId.of(Samples.NOW, random));
        }

        assertThat(ids).hasSize(10_000);
    }
}

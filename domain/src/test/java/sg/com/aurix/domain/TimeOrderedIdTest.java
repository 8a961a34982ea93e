package sg.com.aurix.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
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
    void a_later_millisecond_makes_a_greater_id(
            @ForAll @LongRange(min = 0, max = 253_402_300_799_999L) long millis,
            @ForAll @LongRange(min = 1, max = 1_000_000_000_000L) long later,
            @ForAll long seed) {
        Random random = new Random(seed);

        UUID first = TimeOrderedId.of(Instant.ofEpochMilli(millis), random);
        UUID second = TimeOrderedId.of(Instant.ofEpochMilli(millis + later), random);

        assertThat(first.toString()).isLessThan(second.toString());
        assertThat(first).isLessThan(second);
    }

    @Test
    void ids_of_one_millisecond_differ() {
        Random random = new Random(1);
        Set<UUID> ids = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            ids.add(TimeOrderedId.of(Samples.NOW, random));
        }

        assertThat(ids).hasSize(10_000);
    }
}

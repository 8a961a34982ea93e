package sg.com.aurix.domain.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sg.com.aurix.domain.Requirement;

@Requirement({"RS-14", "WH-6"})
class RetryScheduleTest {
    /** The schedule of Standard Webhooks behind the first attempt. */
    private static final List<Duration> STANDARD = List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(10));

    /** Chance that is always in the middle, at its least or at its greatest. */
    private static final RandomGenerator MIDDLE = () -> Long.MIN_VALUE;

    private static final RandomGenerator LEAST = () -> 0;
    private static final RandomGenerator GREATEST = () -> -1;

    @Test
    void the_pauses_are_those_of_standard_webhooks() {
        assertThat(IntStream.rangeClosed(1, 7)
                        .mapToObj(failures -> pauseAfter(failures, MIDDLE).orElseThrow()))
                .isEqualTo(STANDARD);
        assertThat(RetrySchedule.attempts()).isEqualTo(8);
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 9, 1_000})
    void there_is_no_ninth_attempt(int failures) {
        assertThat(pauseAfter(failures, MIDDLE)).isEmpty();
        assertThat(RetrySchedule.pauseAfter(failures, Optional.of(Duration.ofHours(1)), MIDDLE))
                .isEmpty();
    }

    @Property
    void each_pause_is_up_to_a_fifth_shorter_or_longer(
            @ForAll @IntRange(min = 1, max = 7) int failures, @ForAll long seed) {
        long standard = STANDARD.get(failures - 1).toMillis();

        Duration pause = pauseAfter(failures, new Random(seed)).orElseThrow();

        assertThat(pause.toMillis()).isBetween(standard * 8 / 10, standard * 12 / 10);
    }

    @Test
    void chance_reaches_both_ends() {
        assertThat(pauseAfter(1, LEAST)).contains(Duration.ofSeconds(4));
        assertThat(pauseAfter(1, GREATEST)).contains(Duration.ofSeconds(6));
        assertThat(pauseAfter(7, LEAST)).contains(Duration.ofHours(8));
        assertThat(pauseAfter(7, GREATEST)).contains(Duration.ofHours(12));
    }

    @Property
    void what_failed_together_does_not_come_back_together(@ForAll long seed) {
        Random random = new Random(seed);

        assertThat(IntStream.range(0, 100).mapToObj(event -> pauseAfter(3, random)))
                .hasSizeGreaterThan(90)
                .satisfies(pauses -> assertThat(pauses.stream().distinct()).hasSizeGreaterThan(90));
    }

    @Property
    void a_listener_that_asks_for_more_time_gets_exactly_that(
            @ForAll @IntRange(min = 1, max = 7) int failures,
            @ForAll @LongRange(min = 12 * 3_600, max = 24 * 3_600) long seconds,
            @ForAll long seed) {
        Duration wished = Duration.ofSeconds(seconds);

        assertThat(RetrySchedule.pauseAfter(failures, Optional.of(wished), new Random(seed)))
                .contains(wished);
    }

    @Property
    void a_listener_that_asks_for_less_time_is_not_attempted_earlier_than_planned(
            @ForAll @IntRange(min = 1, max = 7) int failures,
            @ForAll @LongRange(min = 0, max = 4) long seconds,
            @ForAll long seed) {
        assertThat(RetrySchedule.pauseAfter(failures, Optional.of(Duration.ofSeconds(seconds)), new Random(seed)))
                .isEqualTo(pauseAfter(failures, new Random(seed)));
    }

    @ParameterizedTest
    @ValueSource(longs = {86_400, 86_401, 31_536_000, Long.MAX_VALUE})
    void nobody_gets_more_than_a_day(long seconds) {
        assertThat(RetrySchedule.pauseAfter(1, Optional.of(Duration.ofSeconds(seconds)), MIDDLE))
                .contains(Duration.ofHours(24));
    }

    private static Optional<Duration> pauseAfter(int failures, RandomGenerator random) {
        return RetrySchedule.pauseAfter(failures, Optional.empty(), random);
    }
}

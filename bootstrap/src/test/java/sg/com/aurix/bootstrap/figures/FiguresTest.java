package sg.com.aurix.bootstrap.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FiguresTest {
    @Test
    void the_median_of_rounds_is_the_one_in_the_middle_whatever_their_order() {
        assertThat(new Rounds(List.of(9.0, 1.0, 5.0)).median()).isEqualTo(5.0);
        assertThat(new Rounds(List.of(8.0, 2.0, 4.0, 100.0)).median()).isEqualTo(6.0);
        assertThat(Rounds.once(7.0).median()).isEqualTo(7.0);
    }

    @Test
    void rounds_tell_how_far_apart_they_were() {
        Rounds rounds = new Rounds(List.of(9.0, 1.0, 5.0));

        assertThat(rounds.least()).isEqualTo(1.0);
        assertThat(rounds.greatest()).isEqualTo(9.0);
    }

    @Test
    void no_rounds_are_no_measurement() {
        assertThatThrownBy(() -> new Rounds(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(new Rounds.Gathering()::rounds).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(Latencies::ofNanos).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_percentile_is_a_latency_that_was_measured() {
        Latencies hundred = Latencies.ofNanos(
                LongStream.rangeClosed(1, 100).map(n -> 101 - n).toArray());

        assertThat(hundred.percentile(50)).isEqualTo(Duration.ofNanos(50));
        assertThat(hundred.percentile(99)).isEqualTo(Duration.ofNanos(99));
        assertThat(hundred.percentile(99.1)).isEqualTo(Duration.ofNanos(100));
        assertThat(hundred.percentile(100)).isEqualTo(Duration.ofNanos(100));
        assertThat(Latencies.ofNanos(2_500_000).percentileMillis(1)).isEqualTo(2.5);
        assertThatThrownBy(() -> hundred.percentile(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_bar_from_below_and_one_from_above_are_met_on_their_own_sides() {
        assertThat(Bar.atLeast(3).isMetBy(3)).isTrue();
        assertThat(Bar.atLeast(3).isMetBy(2.99)).isFalse();
        assertThat(Bar.atMost(2).isMetBy(2)).isTrue();
        assertThat(Bar.atMost(2).isMetBy(2.01)).isFalse();
    }

    @Test
    void the_table_says_for_each_figure_how_it_stands_to_its_peer() {
        Figure clicks = Figure.of(
                "clicks/s, 64 connections",
                "clicks/s",
                new Rounds(List.of(11_000.0, 12_345.6, 13_000.0)),
                "pgbench, four statements",
                new Rounds(List.of(5_000.0, 5_100.0, 4_900.0)),
                Bar.atLeast(3));
        Figure start = Figure.told("start", "s", Rounds.once(1.25), "hello", Rounds.once(0.5));

        assertThat(new FigureTable(List.of(clicks, start)).markdown()).isEqualTo("""
            | figure                   | ours                            | limit or peer            | its figure                   | ratio  | bar     | met |
            | ------------------------ | ------------------------------- | ------------------------ | ---------------------------- | ------ | ------- | --- |
            | clicks/s, 64 connections | 12,346 clicks/s (11,000–13,000) | pgbench, four statements | 5,000 clicks/s (4,900–5,100) | 2.47 × | ≥ 3.0 × | no  |
            | start                    | 1.25 s                          | hello                    | 0.500 s                      | 2.50 × | –       | –   |
            """);
    }
}

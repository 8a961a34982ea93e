package sg.com.aurix.adapters.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import sg.com.aurix.application.contract.Requirement;
import sg.com.aurix.domain.partner.PartnerId;

/** From when on a node looks for what is due. */
class DueWindowTest {
    private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");
    private static final Duration MARGIN = Duration.ofSeconds(30);
    private static final PartnerId PARTNER = new PartnerId(UUID.fromString("00000000-0000-7000-8000-000000000001"));

    /** Far from zero, and close to where the number overflows: only differences mean anything. */
    private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - 1_000);

    private final DueWindow window = new DueWindow(nanoTime::get);

    private void pass(Duration duration) {
        nanoTime.addAndGet(duration.toNanos());
    }

    private DueWindow.Look look(Instant now) {
        return window.look(now, Set.of());
    }

    private void sawNothingMore(Instant now) {
        window.seen(look(now), Map.of(), true);
    }

    @Test
    void the_first_look_goes_from_the_beginning_and_so_does_the_next_where_it_did_not_come_to_every_partner() {
        DueWindow.Look first = look(NOW);
        assertThat(first.full()).isTrue();
        assertThat(first.after()).isEqualTo(DueWindow.BEGINNING);

        window.seen(first, Map.of(), false);
        assertThat(look(NOW.plusSeconds(1)).full()).isTrue();

        window.seen(look(NOW.plusSeconds(1)), Map.of(), true);
        assertThat(look(NOW.plusSeconds(2)).full()).isFalse();
    }

    @Requirement("RS-13")
    @Test
    void of_a_partner_with_more_than_a_look_takes_the_next_goes_on_a_margin_before_its_end() {
        window.seen(look(NOW), Map.of(PARTNER, NOW.minusSeconds(3_600)), true);

        DueWindow.Look next = look(NOW.plusSeconds(1));
        assertThat(next.full()).as("the others have been seen").isFalse();
        assertThat(next.behind())
                .containsOnly(Map.entry(PARTNER, NOW.minusSeconds(3_600).minus(MARGIN)));

        window.seen(next, Map.of(PARTNER, NOW.minusSeconds(1_800)), true);
        assertThat(look(NOW).behind())
                .containsOnly(Map.entry(PARTNER, NOW.minusSeconds(1_800).minus(MARGIN)));

        sawNothingMore(NOW);
        assertThat(look(NOW).behind()).isEmpty();
    }

    @Test
    void after_a_look_that_found_nothing_more_the_next_begins_a_margin_before_it() {
        sawNothingMore(NOW);

        DueWindow.Look next = look(NOW.plusSeconds(5));

        assertThat(next.full()).isFalse();
        assertThat(next.at()).isEqualTo(NOW.plusSeconds(5));
        assertThat(next.after()).isEqualTo(NOW.minus(MARGIN));
    }

    @Test
    void a_clock_that_was_set_back_moves_the_window_with_it() {
        sawNothingMore(NOW);

        assertThat(look(NOW.minusSeconds(600)).after())
                .isEqualTo(NOW.minusSeconds(600).minus(MARGIN));
    }

    @Test
    void a_full_look_comes_every_minute_or_after_twenty_times_as_long_as_the_last_one_took() {
        sawNothingMore(NOW);
        pass(Duration.ofSeconds(60).minusNanos(1));
        assertThat(look(NOW).full()).isFalse();
        pass(Duration.ofNanos(1));

        DueWindow.Look slow = look(NOW);
        assertThat(slow.full()).isTrue();
        pass(Duration.ofSeconds(5));
        window.seen(slow, Map.of(), true);

        pass(Duration.ofSeconds(100).minusNanos(1));
        assertThat(look(NOW).full()).isFalse();
        pass(Duration.ofNanos(1));
        assertThat(look(NOW).full()).isTrue();
    }

    @Test
    void of_a_partner_who_was_passed_over_nothing_is_forgotten_until_a_look_came_to_its_end() {
        sawNothingMore(NOW);
        for (int seconds = 100; seconds < 300; seconds += 100) {
            window.seen(window.look(NOW.plusSeconds(seconds), Set.of(PARTNER)), Map.of(), true);
        }

        DueWindow.Look with = look(NOW.plusSeconds(300));
        assertThat(with.full()).isFalse();
        assertThat(with.behind()).containsOnly(Map.entry(PARTNER, NOW.minus(MARGIN)));

        sawNothingMore(NOW.plusSeconds(300));
        assertThat(look(NOW.plusSeconds(301)).behind()).isEmpty();
    }

    @Test
    void looking_back_for_a_partner_goes_from_the_beginning_once() {
        sawNothingMore(NOW);

        window.lookBackFor(PARTNER);

        assertThat(look(NOW).behind()).containsOnly(Map.entry(PARTNER, DueWindow.BEGINNING));
        sawNothingMore(NOW);
        assertThat(look(NOW).behind()).isEmpty();
    }

    @Requirement("RS-6")
    @Test
    void a_node_whose_first_look_fails_begins_five_minutes_back_and_looks_fully_later() {
        DueWindow.Look first = look(NOW);
        pass(Duration.ofSeconds(8));
        window.failed(first);

        DueWindow.Look next = look(NOW.plusSeconds(8));
        assertThat(next.full()).isFalse();
        assertThat(next.after()).isEqualTo(NOW.minus(Duration.ofMinutes(5)).minus(MARGIN));

        pass(Duration.ofSeconds(160).minusNanos(1));
        assertThat(look(NOW).full()).isFalse();
        pass(Duration.ofNanos(1));
        assertThat(look(NOW).full()).isTrue();
    }

    @Requirement("RS-6")
    @Test
    void a_full_look_that_fails_is_not_repeated_at_once_and_what_was_seen_stays_so() {
        sawNothingMore(NOW);
        pass(Duration.ofSeconds(60));
        window.lookBackFor(PARTNER);
        DueWindow.Look full = look(NOW.plusSeconds(60));
        assertThat(full.full()).isTrue();

        window.failed(full);

        DueWindow.Look next = look(NOW.plusSeconds(61));
        assertThat(next.full()).isFalse();
        assertThat(next.after()).isEqualTo(NOW.minus(MARGIN));
        assertThat(next.behind()).isEmpty();
        pass(Duration.ofSeconds(60));
        assertThat(look(NOW.plusSeconds(120)).full()).isTrue();
    }
}

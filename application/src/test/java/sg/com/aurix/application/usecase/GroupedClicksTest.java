package sg.com.aurix.application.usecase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import sg.com.aurix.application.contract.Race;
import sg.com.aurix.application.contract.Requirement;
import sg.com.aurix.application.port.StoreUnavailableException;
import sg.com.aurix.application.usecase.TrackClick.Grouping;
import sg.com.aurix.application.usecase.TrackClick.Outcome;
import sg.com.aurix.application.usecase.TrackClick.WidgetClick;
import sg.com.aurix.domain.tracking.DeviceId;

class GroupedClicksTest {
    private static final Duration NEVER = Duration.ofHours(1);
    private static final Duration SOON = Duration.ofMillis(50);

    /** Longer than a thread needs to begin, also on a busy machine. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final HeldUnits units = new HeldUnits();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void close() {
        units.letAllGo();
        threads.shutdownNow();
    }

    /** One unit at a time, of ten clicks at most, while a hundred may wait as long as they like. */
    private GroupedClicks grouped() {
        return new GroupedClicks(units, new Grouping(threads, 10, 1, NEVER, 1, 100, NEVER));
    }

    private static WidgetClick click(int number) {
        return Salon.click(new DeviceId("device-" + number), "https://example.com/");
    }

    private static List<CompletableFuture<Outcome>> begin(TrackClick clicks, int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(number -> clicks.trackAsync(click(number)).toCompletableFuture())
                .toList();
    }

    /** A click whose unit is under way and stays so, for which those that follow have to wait. */
    private List<CompletableFuture<Outcome>> beginAndHold(TrackClick clicks, int number) {
        List<CompletableFuture<Outcome>> held = begin(clicks, number, number + 1);
        units.awaitBegun(1);
        return held;
    }

    private static void assertEachHasItsOwn(List<CompletableFuture<Outcome>> outcomes, int from) {
        for (int i = 0; i < outcomes.size(); i++) {
            assertThat(outcomes.get(i))
                    .succeedsWithin(Duration.ofSeconds(30))
                    .isEqualTo(HeldUnits.outcomeOf(click(from + i)));
        }
    }

    private static void assertRefused(CompletableFuture<Outcome> outcome, String why) {
        assertThat(outcome)
                .failsWithin(Duration.ofSeconds(30))
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(StoreUnavailableException.class)
                .withMessageContaining(why);
    }

    @Test
    void a_lone_click_is_recorded_at_once_and_by_itself() {
        TrackClick clicks = new GroupedClicks(units.letAllGo(), Grouping.on(Runnable::run));

        assertThat(clicks.trackAsync(click(1))).isCompletedWithValue(HeldUnits.outcomeOf(click(1)));
        assertThat(clicks.track(click(2))).isEqualTo(HeldUnits.outcomeOf(click(2)));
        assertThat(units.begun()).containsExactly(List.of(click(1)), List.of(click(2)));
    }

    @Test
    void clicks_that_arrive_while_a_unit_is_under_way_share_the_next_ones() {
        GroupedClicks clicks = grouped();
        List<CompletableFuture<Outcome>> outcomes = beginAndHold(clicks, 0);
        outcomes =
                Stream.concat(outcomes.stream(), begin(clicks, 1, 26).stream()).toList();
        units.letAllGo();

        assertEachHasItsOwn(outcomes, 0);
        assertThat(units.begun()).extracting(List::size).containsExactly(1, 10, 10, 5);
        assertThat(units.begun().stream().flatMap(List::stream))
                .containsExactlyElementsOf(IntStream.range(0, 26)
                        .mapToObj(GroupedClicksTest::click)
                        .toList());
    }

    @Test
    void a_click_is_answered_when_its_unit_is_kept_and_not_before() {
        GroupedClicks clicks = grouped();
        CompletableFuture<Outcome> blocking = Race.apart(() -> clicks.track(click(1)));
        units.awaitBegun(1);
        CompletableFuture<Outcome> waiting = clicks.trackAsync(click(2)).toCompletableFuture();

        Race.assertWaiting(blocking);
        units.letGo(1);
        assertThat(Race.result(blocking)).isEqualTo(HeldUnits.outcomeOf(click(1)));
        units.awaitBegun(2);
        assertThat(waiting).isNotDone();

        units.letGo(1);
        assertEachHasItsOwn(List.of(waiting), 2);
    }

    @Test
    void a_list_is_a_unit_of_its_own() {
        List<WidgetClick> list = List.of(click(1), click(2));

        assertThat(new GroupedClicks(units.letAllGo(), Grouping.on(threads)).track(list))
                .isEqualTo(list.stream().map(HeldUnits::outcomeOf).toList());
        assertThat(units.begun()).containsExactly(list);
    }

    @Test
    void a_click_that_cannot_be_recorded_fails_alone_and_costs_the_others_little() {
        GroupedClicks clicks = new GroupedClicks(units, new Grouping(threads, 256, 1, NEVER, 1, 1000, NEVER));
        RuntimeException refusal = new IllegalArgumentException("it cannot be stored");
        units.refuse(click(77), refusal);
        List<CompletableFuture<Outcome>> first = beginAndHold(clicks, 1000);
        List<CompletableFuture<Outcome>> before = begin(clicks, 0, 77);
        CompletableFuture<Outcome> refused = clicks.trackAsync(click(77)).toCompletableFuture();
        List<CompletableFuture<Outcome>> after = begin(clicks, 78, 256);
        units.letAllGo();

        assertEachHasItsOwn(first, 1000);
        assertEachHasItsOwn(before, 0);
        assertEachHasItsOwn(after, 78);
        assertThatThrownBy(refused::join).hasCause(refusal);
        assertThat(units.begun())
                .as("one for each halving, and those left over")
                .hasSizeLessThanOrEqualTo(1 + 1 + 2 * 8);
        assertThat(units.kept()).doesNotHaveDuplicates().hasSize(256).doesNotContain(click(77));
    }

    @Test
    void a_caller_who_waits_gets_the_exception_of_its_own_click() {
        RuntimeException refusal = new IllegalArgumentException("it cannot be stored");
        units.letAllGo().refuse(click(1), refusal);

        assertThatThrownBy(() -> grouped().track(click(1))).isSameAs(refusal);
    }

    @Requirement("RS-7")
    @Test
    void while_the_store_is_away_all_of_a_unit_hear_so_and_nobody_is_tried_again() {
        GroupedClicks clicks = grouped();
        List<CompletableFuture<Outcome>> first = beginAndHold(clicks, 0);
        List<CompletableFuture<Outcome>> together = begin(clicks, 1, 11);
        units.refuse(click(5), new StoreUnavailableException("the database is away"));
        units.letAllGo();

        assertEachHasItsOwn(first, 0);
        together.forEach(outcome -> assertRefused(outcome, "the database is away"));
        assertThat(units.begun()).hasSize(2);
        assertEachHasItsOwn(begin(clicks, 20, 21), 20);
    }

    @Requirement("RS-7")
    @Test
    void a_store_that_goes_away_while_a_unit_is_tried_again_is_not_asked_once_more_for_each_click() {
        GroupedClicks clicks = grouped();
        List<CompletableFuture<Outcome>> first = beginAndHold(clicks, 0);
        List<CompletableFuture<Outcome>> together = begin(clicks, 1, 9);
        units.refuse(click(1), new StoreUnavailableException("the database is away"));
        units.refuseListsOf(8, new IllegalStateException("together they cannot be stored"));
        units.letAllGo();

        assertEachHasItsOwn(first, 0);
        together.forEach(outcome -> assertRefused(outcome, "the database is away"));
        assertThat(units.begun()).extracting(List::size).containsExactly(1, 8, 4);
    }

    @Test
    void an_error_reaches_those_who_wait_and_later_clicks_are_recorded() {
        GroupedClicks clicks = grouped();
        units.letAllGo().refuse(click(1), new StackOverflowError());

        assertThatThrownBy(() -> clicks.track(click(1))).isInstanceOf(StackOverflowError.class);
        assertThat(clicks.track(click(2))).isEqualTo(HeldUnits.outcomeOf(click(2)));
    }

    @Test
    void a_click_for_which_there_is_no_room_is_refused_at_once_and_the_others_stay() {
        GroupedClicks clicks = grouped();
        List<CompletableFuture<Outcome>> first = beginAndHold(clicks, 0);
        List<CompletableFuture<Outcome>> waiting = begin(clicks, 1, 101);

        CompletableFuture<Outcome> oneTooMany = clicks.trackAsync(click(101)).toCompletableFuture();
        assertThat(oneTooMany).isCompletedExceptionally();
        assertRefused(oneTooMany, "too many clicks");
        assertThatThrownBy(() -> clicks.track(click(102))).isInstanceOf(StoreUnavailableException.class);

        units.letAllGo();
        assertEachHasItsOwn(first, 0);
        assertEachHasItsOwn(waiting, 1);
        assertThat(units.kept()).hasSize(101);
    }

    @Requirement("RS-7")
    @Test
    void a_click_that_has_waited_too_long_is_refused_and_never_recorded() {
        GroupedClicks clicks =
                new GroupedClicks(units, new Grouping(threads, 10, 1, Duration.ofMillis(10), 1, 100, PATIENCE));
        List<CompletableFuture<Outcome>> first = beginAndHold(clicks, 0);

        List<CompletableFuture<Outcome>> late = begin(clicks, 1, 4);
        CompletableFuture<Outcome> blocking = Race.apart(() -> clicks.track(click(4)));
        late.forEach(outcome -> assertRefused(outcome, "too slowly"));
        assertThatThrownBy(() -> Race.result(blocking)).isInstanceOf(StoreUnavailableException.class);

        units.letAllGo();
        assertEachHasItsOwn(first, 0);
        assertEachHasItsOwn(begin(clicks, 5, 6), 5);
        assertThat(units.kept()).containsExactly(click(0), click(5));
    }

    @Test
    void a_unit_that_is_held_up_does_not_hold_up_the_others() {
        GroupedClicks clicks = new GroupedClicks(units, new Grouping(threads, 10, 1, SOON, 3, 100, NEVER));
        List<CompletableFuture<Outcome>> outcomes = beginAndHold(clicks, 0);

        // As many units more as may be, each for what waits at that time, although nobody else arrives.
        List<CompletableFuture<Outcome>> second = begin(clicks, 1, 3);
        units.awaitBegun(2);
        List<CompletableFuture<Outcome>> third = begin(clicks, 3, 4);
        units.awaitBegun(3);
        List<CompletableFuture<Outcome>> waiting = begin(clicks, 4, 5);
        Race.assertWaiting(waiting.get(0));
        assertThat(units.begun()).hasSize(3);

        units.letAllGo();
        assertEachHasItsOwn(
                Stream.of(outcomes, second, third, waiting)
                        .flatMap(List::stream)
                        .toList(),
                0);
    }

    @Test
    void a_caller_who_is_interrupted_goes_away_and_its_click_with_it() {
        GroupedClicks clicks = grouped();
        List<CompletableFuture<Outcome>> first = beginAndHold(clicks, 0);
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        AtomicBoolean stillInterrupted = new AtomicBoolean();
        Thread caller = new Thread(() -> {
            try {
                clicks.track(click(1));
            } catch (StoreUnavailableException e) {
                stillInterrupted.set(Thread.currentThread().isInterrupted());
                thrown.set(e);
            }
        });
        caller.start();
        await().until(() -> caller.getState() == Thread.State.WAITING);

        caller.interrupt();

        await().until(() -> thrown.get() != null);
        assertThat(stillInterrupted).isTrue();
        units.letAllGo();
        assertEachHasItsOwn(first, 0);
        assertEachHasItsOwn(begin(clicks, 2, 3), 2);
        assertThat(units.kept()).containsExactly(click(0), click(2));
    }

    @Requirement("RS-8")
    @Test
    void closing_waits_until_what_was_taken_is_answered_and_takes_nothing_more() {
        GroupedClicks clicks = grouped();
        List<CompletableFuture<Outcome>> taken = beginAndHold(clicks, 0);
        taken = Stream.concat(taken.stream(), begin(clicks, 1, 15).stream()).toList();
        Thread closing = new Thread(clicks::close);
        closing.start();

        await().until(() -> closing.getState() == Thread.State.TIMED_WAITING);
        assertRefused(clicks.trackAsync(click(99)).toCompletableFuture(), "no more clicks");
        units.letAllGo();

        await().atMost(Duration.ofSeconds(30)).until(() -> !closing.isAlive());
        assertThat(taken).allMatch(CompletableFuture::isDone);
        assertEachHasItsOwn(taken, 0);
        assertThat(units.kept()).hasSize(15);
    }

    @Test
    void without_a_thread_for_it_a_click_is_refused_and_recorded_again_when_there_is_one() {
        AtomicBoolean full = new AtomicBoolean(true);
        Executor sometimes = task -> {
            if (full.get()) {
                throw new RejectedExecutionException("no thread");
            }
            threads.execute(task);
        };
        GroupedClicks clicks = new GroupedClicks(
                units.letAllGo(), new Grouping(sometimes, 10, 1, Duration.ofMillis(10), 2, 100, PATIENCE));

        assertRefused(clicks.trackAsync(click(1)).toCompletableFuture(), "too slowly");
        full.set(false);
        assertThat(clicks.track(click(2))).isEqualTo(HeldUnits.outcomeOf(click(2)));
    }

    @Test
    void however_many_threads_clicks_come_from_each_gets_its_own_and_units_are_few() {
        TrackClick clicks = new GroupedClicks(units, new Grouping(threads, 256, 2, NEVER, 2, 1000, NEVER));
        List<CompletableFuture<Outcome>> first = beginAndHold(clicks, 1000);
        List<CompletableFuture<Outcome>> second = begin(clicks, 1001, 1002);
        units.awaitBegun(2);

        List<List<CompletableFuture<Outcome>>> outcomes =
                Race.run(number -> begin(clicks, number * 25, number * 25 + 25));
        units.letAllGo();

        assertEachHasItsOwn(first, 1000);
        assertEachHasItsOwn(second, 1001);
        for (int number = 0; number < outcomes.size(); number++) {
            assertEachHasItsOwn(outcomes.get(number), number * 25);
        }
        assertThat(units.kept()).doesNotHaveDuplicates().hasSize(2 + outcomes.size() * 25);
        assertThat(units.begun()).extracting(List::size).containsExactly(1, 1, outcomes.size() * 25);
    }

    @Test
    void a_grouping_without_room_is_no_grouping() {
        assertThatThrownBy(() -> new Grouping(threads, 0, 1, SOON, 1, 1, SOON))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Grouping(threads, 1, 2, SOON, 1, 1, SOON))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

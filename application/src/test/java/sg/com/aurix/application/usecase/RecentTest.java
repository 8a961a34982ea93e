package sg.com.aurix.application.usecase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import sg.com.aurix.application.contract.Race;
import sg.com.aurix.application.port.StoreUnavailableException;

@Timeout(10)
class RecentTest {
    private static final Set<String> GLOW = Set.of("glow");

    private final Function<Set<String>, Map<String, String>> store = mock();
    private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE);
    private final Recent<String, String> recent = new Recent<>(store, nanoTime::get, Duration.ofSeconds(20));

    @Test
    void many_who_ask_look_once() {
        when(store.apply(GLOW)).thenReturn(Map.of("glow", "old"));

        assertThat(IntStream.range(0, 1000).allMatch(n -> recent.of("glow").equals(Optional.of("old"))))
                .isTrue();
        verify(store, times(1)).apply(any());
    }

    @Test
    void what_is_not_there_is_not_looked_for_again_and_again() {
        when(store.apply(GLOW)).thenReturn(Map.of());

        assertThat(recent.of("glow")).isEmpty();
        assertThat(recent.of("glow")).isEmpty();

        verify(store, times(1)).apply(any());
    }

    @Test
    void only_what_is_not_known_yet_is_looked_for_and_that_in_one_go() {
        when(store.apply(GLOW)).thenReturn(Map.of("glow", "1"));
        when(store.apply(Set.of("other", "third", "none"))).thenReturn(Map.of("other", "2", "third", "3"));
        assertThat(recent.of("glow")).hasValue("1");

        assertThat(recent.of(Set.of("glow", "other", "third", "none")))
                .isEqualTo(Map.of("glow", "1", "other", "2", "third", "3"));
        verify(store, times(2)).apply(any());
    }

    @Test
    void a_store_that_knows_one_thing_at_a_time_is_asked_for_each() {
        Recent<String, String> each =
                Recent.ofEach(key -> key.equals("none") ? Optional.empty() : Optional.of("the " + key));

        assertThat(each.of(Set.of("glow", "none", "other")))
                .isEqualTo(Map.of("glow", "the glow", "other", "the other"));
    }

    @Test
    void what_was_changed_here_counts_at_once() {
        when(store.apply(GLOW))
                .thenReturn(Map.of("glow", "old"))
                .thenReturn(Map.of("glow", "new"))
                .thenReturn(Map.of("glow", "newest"));
        assertThat(recent.of("glow")).hasValue("old");

        recent.forget("glow");
        assertThat(recent.of("glow")).hasValue("new");
        recent.forget();

        assertThat(recent.of("glow")).hasValue("newest");
    }

    @Test
    void what_was_changed_elsewhere_counts_after_half_a_second() {
        when(store.apply(GLOW)).thenReturn(Map.of("glow", "old")).thenReturn(Map.of("glow", "new"));
        assertThat(recent.of("glow")).hasValue("old");

        nanoTime.addAndGet(Duration.ofMillis(499).toNanos());
        assertThat(recent.of("glow")).hasValue("old");
        nanoTime.addAndGet(Duration.ofMillis(1).toNanos());

        assertThat(recent.of("glow")).hasValue("new");
    }

    @Test
    void who_asks_after_a_change_does_not_share_a_look_from_before_it() throws InterruptedException {
        CountDownLatch looking = new CountDownLatch(1);
        CountDownLatch changed = new CountDownLatch(1);
        when(store.apply(GLOW))
                .thenAnswer(call -> {
                    looking.countDown();
                    changed.await();
                    return Map.of("glow", "old");
                })
                .thenReturn(Map.of("glow", "new"));
        CompletableFuture<Optional<String>> before = Race.apart(() -> recent.of("glow"));
        looking.await();

        recent.forget();

        assertThat(recent.of("glow")).hasValue("new");
        changed.countDown();
        assertThat(Race.result(before)).hasValue("old");
        assertThat(recent.of("glow")).hasValue("new");
    }

    @Test
    void who_asks_during_a_look_waits_for_its_answer() throws InterruptedException {
        CountDownLatch looking = new CountDownLatch(1);
        CompletableFuture<Map<String, String>> answer = new CompletableFuture<>();
        when(store.apply(GLOW)).thenAnswer(call -> {
            looking.countDown();
            return answer.join();
        });
        CompletableFuture<Optional<String>> first = Race.apart(() -> recent.of("glow"));
        looking.await();
        answer.completeOnTimeout(Map.of("glow", "old"), 20, TimeUnit.MILLISECONDS);

        assertThat(recent.of("glow")).hasValue("old");

        assertThat(Race.result(first)).hasValue("old");
        verify(store, times(1)).apply(any());
    }

    @Test
    void a_look_that_is_stuck_holds_up_nobody_else() throws InterruptedException {
        Recent<String, String> hasty = new Recent<>(store, nanoTime::get, Duration.ofMillis(1));
        CountDownLatch looking = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        when(store.apply(GLOW))
                .thenAnswer(call -> {
                    looking.countDown();
                    released.await();
                    throw new StoreUnavailableException("the connection was cut");
                })
                .thenReturn(Map.of("glow", "new"));
        CompletableFuture<Optional<String>> stuck = Race.apart(() -> hasty.of("glow"));
        looking.await();

        assertThat(hasty.of("glow")).hasValue("new");

        released.countDown();
        assertThatThrownBy(() -> Race.result(stuck)).isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void who_waits_for_a_look_that_fails_looks_for_himself() throws InterruptedException {
        CountDownLatch looking = new CountDownLatch(1);
        CompletableFuture<Map<String, String>> answer = new CompletableFuture<>();
        when(store.apply(GLOW))
                .thenAnswer(call -> {
                    looking.countDown();
                    answer.join();
                    return Map.of();
                })
                .thenReturn(Map.of("glow", "new"));
        CompletableFuture<Optional<String>> failing = Race.apart(() -> recent.of("glow"));
        looking.await();
        CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS)
                .execute(() -> answer.completeExceptionally(new IllegalStateException("broken")));

        assertThat(recent.of("glow")).hasValue("new");

        assertThatThrownBy(() -> Race.result(failing)).isNotNull();
    }

    @Test
    void an_error_stays_one() {
        when(store.apply(any())).thenThrow(new StackOverflowError());

        assertThatThrownBy(() -> recent.of("glow")).isInstanceOf(StackOverflowError.class);
    }

    @Test
    void what_could_not_be_read_is_read_again() {
        when(store.apply(any()))
                .thenThrow(new StoreUnavailableException("the database is away"))
                .thenReturn(Map.of("glow", "new"));

        assertThatThrownBy(() -> recent.of("glow")).isInstanceOf(StoreUnavailableException.class);

        assertThat(recent.of("glow")).hasValue("new");
    }
}

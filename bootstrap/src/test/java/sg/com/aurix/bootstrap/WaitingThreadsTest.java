package sg.com.aurix.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class WaitingThreadsTest {
    private static final int CONNECTIONS = 2;

    private final WaitingThreads threads = new WaitingThreads(CONNECTIONS);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void whoever_comes_beyond_the_connections_gets_a_virtual_thread() throws Exception {
        int tasks = 10;
        CountDownLatch all = new CountDownLatch(tasks);
        List<Future<Boolean>> virtual = new ArrayList<>();
        for (int i = 0; i < tasks; i++) {
            virtual.add(threads.submit(() -> {
                all.countDown();
                // Nobody goes on before all have begun.
                assertThat(all.await(10, TimeUnit.SECONDS)).isTrue();
                return Thread.currentThread().isVirtual();
            }));
        }

        List<Boolean> answers = new ArrayList<>();
        for (Future<Boolean> each : virtual) {
            answers.add(each.get(10, TimeUnit.SECONDS));
        }

        assertThat(answers).filteredOn(isVirtual -> !isVirtual).hasSize(CONNECTIONS);
        assertThat(answers).filteredOn(isVirtual -> isVirtual).hasSize(tasks - CONNECTIONS);
    }

    @Test
    void what_such_a_thread_hands_over_runs_on_itself_also_on_a_virtual_one() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        for (int i = 0; i < CONNECTIONS; i++) {
            threads.execute(() -> await(release));
        }
        Future<List<Thread>> beyond = threads.submit(this::handingOver);

        List<Thread> virtual = beyond.get(10, TimeUnit.SECONDS);
        release.countDown();

        assertThat(virtual.get(0).isVirtual()).isTrue();
        assertThat(virtual).containsExactly(virtual.get(0), virtual.get(0));
    }

    @Test
    void what_a_thread_of_the_platform_hands_over_runs_on_itself() throws Exception {
        List<Thread> platform = threads.submit(this::handingOver).get(10, TimeUnit.SECONDS);

        assertThat(platform.get(0).isVirtual()).isFalse();
        assertThat(platform).containsExactly(platform.get(0), platform.get(0));
    }

    @Test
    void nothing_is_taken_when_the_server_is_stopped() {
        threads.shutdown();

        assertThatThrownBy(() -> threads.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
    }

    /** Its own thread, and the one of what it handed over. */
    private List<Thread> handingOver() {
        List<Thread> seen = new ArrayList<>(List.of(Thread.currentThread()));
        threads.execute(() -> seen.add(Thread.currentThread()));
        return seen;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

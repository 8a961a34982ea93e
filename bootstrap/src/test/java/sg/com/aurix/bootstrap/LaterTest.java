package sg.com.aurix.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LaterTest {
    private final AtomicInteger times = new AtomicInteger();

    @Test
    void nothing_is_made_before_somebody_asks() {
        Later<Integer> later = new Later<>(times::incrementAndGet);

        assertThat(times).hasValue(0);
        assertThat(later.get()).isEqualTo(1);
    }

    @Test
    void of_all_who_ask_at_once_one_makes_it() throws Exception {
        int askers = 8;
        CyclicBarrier together = new CyclicBarrier(askers);
        Later<Integer> later = new Later<>(times::incrementAndGet);
        try (ExecutorService threads = Executors.newFixedThreadPool(askers)) {
            List<Future<Integer>> answers = IntStream.range(0, askers)
                    .mapToObj(asker -> threads.submit(() -> {
                        together.await();
                        return later.get();
                    }))
                    .toList();
            for (Future<Integer> answer : answers) {
                assertThat(answer.get()).isEqualTo(1);
            }
        }
        assertThat(times).hasValue(1);
    }

    @Test
    void what_could_not_be_made_is_tried_again() {
        Later<Integer> later = new Later<>(() -> {
            if (times.incrementAndGet() == 1) {
                throw new IllegalStateException("not yet");
            }
            return times.get();
        });

        assertThatThrownBy(later::get).hasMessage("not yet");
        assertThat(later.get()).isEqualTo(2);
    }
}

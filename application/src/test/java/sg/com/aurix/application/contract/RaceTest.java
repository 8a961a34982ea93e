package sg.com.aurix.application.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * The races of the kit are races.
 *
 * <p>It must stay in this package: Surefire opens to JUnit only packages that hold a test class, and the kit's methods are called
 * by JUnit.
 */
class RaceTest {
    @Test
    void racers_are_under_way_all_at_once_and_answer_in_the_order_of_their_numbers() {
        CountDownLatch everybody = new CountDownLatch(5);

        assertThat(Race.run(5, number -> {
                    everybody.countDown();
                    return arrives(everybody) ? number : -1;
                }))
                .containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void what_a_racer_throws_reaches_the_test_as_it_was() {
        RuntimeException thrown = new IllegalArgumentException("taken");

        assertThatThrownBy(() -> Race.run(number -> {
                    throw thrown;
                }))
                .isSameAs(thrown);
    }

    @Test
    void a_task_that_has_to_wait_is_told_from_one_that_has_not() {
        CountDownLatch gate = new CountDownLatch(1);
        CompletableFuture<Boolean> held = Race.apart(() -> arrives(gate));

        Race.assertWaiting(held);
        gate.countDown();

        assertThat(Race.result(held)).isTrue();
        assertThatThrownBy(() -> Race.assertWaiting(held)).isInstanceOf(AssertionError.class);
    }

    private static boolean arrives(CountDownLatch latch) {
        try {
            return latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }
}

package sg.com.aurix.application.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Lets threads do things at the same moment, or while another one holds something. */
public final class Race {
    /** How often a race is run: one that is lost once in a hundred times is lost in most test runs. */
    public static final int ROUNDS = 10;

    private static final int RUNNERS = 8;
    private static final long LONGEST_SECONDS = 30;
    private static final Duration MOMENT = Duration.ofMillis(150);

    private Race() {}

    /** Runs the task in 8 threads at once; what they returned, in the order of their numbers. */
    public static <T> List<T> run(IntFunction<T> task) {
        return run(RUNNERS, task);
    }

    /** Runs the task in that many threads at once; what they returned, in the order of their numbers. */
    public static <T> List<T> run(int runners, IntFunction<T> task) {
        CyclicBarrier start = new CyclicBarrier(runners);
        List<CompletableFuture<T>> all = IntStream.range(0, runners)
                .mapToObj(number -> apart(() -> {
                    await(start);
                    return task.apply(number);
                }))
                .toList();
        return all.stream().map(Race::result).toList();
    }

    /** Runs the task in a thread of its own; waits until that has begun, and not for the task. */
    public static <T> CompletableFuture<T> apart(Supplier<T> task) {
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<T> apart = CompletableFuture.supplyAsync(
                        () -> {
                            begun.countDown();
                            return task.get();
                        },
                        runnable -> new Thread(runnable, "racer").start())
                .orTimeout(LONGEST_SECONDS, TimeUnit.SECONDS);
        try {
            assertThat(begun.await(LONGEST_SECONDS, TimeUnit.SECONDS))
                    .as("a thread begins")
                    .isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while a racer was to begin", e);
        }
        return apart;
    }

    /** Shows that a task which was started apart has to wait. */
    public static void assertWaiting(CompletableFuture<?> task) {
        assertThat(task).failsWithin(MOMENT).withThrowableOfType(TimeoutException.class);
    }

    /** What a task that was started apart returned; throws what it threw. */
    public static <T> T result(CompletableFuture<T> task) {
        try {
            return task.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException thrown) {
                throw thrown;
            }
            if (e.getCause() instanceof Error thrown) {
                throw thrown;
            }
            throw e;
        }
    }

    private static void await(CyclicBarrier start) {
        try {
            start.await(LONGEST_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException("the racers did not start together", e);
        }
    }
}

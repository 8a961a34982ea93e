package sg.com.aurix.bootstrap.faults;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import sg.com.aurix.bootstrap.system.Calls;

/**
 * Visitors who come a few at once at a steady pace, as long as there is room, and who try again what was not acknowledged, each time
 * at any of the servers. Few enough that a slow machine keeps up: what is tested is faults, not load.
 */
final class Crowd implements AutoCloseable {
    private static final Duration PACE = Duration.ofMillis(400);
    private static final int TOGETHER = 4;
    private static final int AT_MOST = 24;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(300);

    /** A listener hears of a conversation late when the node that was to tell it has died. */
    private static final long EVENT_PATIENCE_SECONDS = 75;

    private final Ledger ledger;
    private final HeardEvents heard;
    private final List<Node> nodes;
    private final Seed seed;
    private final AtomicInteger numbers = new AtomicInteger();
    private final Queue<Future<?>> visits = new ConcurrentLinkedQueue<>();
    private final Semaphore room = new Semaphore(AT_MOST);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService pace = Executors.newSingleThreadScheduledExecutor();

    Crowd(Ledger ledger, HeardEvents heard, List<Node> nodes, Seed seed) {
        this.ledger = ledger;
        this.heard = heard;
        this.nodes = nodes;
        this.seed = seed;
    }

    /** Lets visitors come from now on. */
    void comes() {
        // The handle is of no use: close() and disperse() end the pace.
        var _ = pace.scheduleAtFixedRate(
                () -> {
                    for (int i = 0; i < TOGETHER && room.tryAcquire(); i++) {
                        visits.add(threads.submit(this::visit));
                    }
                },
                0,
                PACE.toMillis(),
                MILLISECONDS);
    }

    private void visit() {
        try {
            clickAndWrite();
        } finally {
            room.release();
        }
    }

    private void clickAndWrite() {
        int number = numbers.incrementAndGet();
        Random random = seed.random(number);
        Visitor visitor = new Visitor(number, ledger);
        untilAcknowledged(random, visitor::click);
        boolean emailInMessage = random.nextBoolean();
        untilAcknowledged(random, server -> visitor.write(server, emailInMessage));
        if (!emailInMessage) {
            long conversation = conversationOf(visitor);
            untilAcknowledged(random, server -> visitor.giveEmail(server, conversation));
        }
    }

    private void untilAcknowledged(Random random, Predicate<Calls> call) {
        await().pollInSameThread()
                .pollDelay(Duration.ZERO)
                .pollInterval(BETWEEN_TRIES)
                .atMost(PATIENCE)
                .until(() -> call.test(nodes.get(random.nextInt(nodes.size())).calls()));
    }

    private long conversationOf(Visitor visitor) {
        try {
            return heard.conversation(visitor.phone()).get(EVENT_PATIENCE_SECONDS, SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("the listener never heard of the conversation of " + visitor.device(), e);
        }
    }

    /** Lets nobody new come, and waits until everybody who is there got everything acknowledged. */
    void disperse() {
        pace.shutdown();
        try {
            if (!pace.awaitTermination(10, SECONDS)) {
                throw new IllegalStateException("visitors keep coming");
            }
            for (Future<?> visit : visits) {
                visit.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new AssertionError("a visitor gave up: " + ledger, e.getCause());
        }
    }

    @Override
    public void close() {
        pace.shutdownNow();
        threads.shutdownNow();
    }
}

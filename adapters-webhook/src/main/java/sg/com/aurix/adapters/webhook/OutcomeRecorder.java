package sg.com.aurix.adapters.webhook;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sg.com.aurix.application.port.Attempt;
import sg.com.aurix.application.port.StoreUnavailableException;
import sg.com.aurix.application.usecase.DeliverEvents;

/**
 * Records how attempts ended, as many at once as have come in while the last batch was being written.
 *
 * <p>Attempts that end faster than they can be recorded wait for it: what is not recorded is sent again, so to drop an outcome costs more
 * than to wait. For the same reason few wait, because those are sent again after a crash.
 *
 * <p>A batch that cannot be written is tried again a few times; then its events stay pending and are attempted once more after
 * their lease, which at-least-once delivery allows (RS-4). A row that cannot be written never holds up the rows beside it (RS-6).
 */
final class OutcomeRecorder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OutcomeRecorder.class);
    private static final int MOST_AT_ONCE = 256;
    private static final int MOST_WAITING = 4 * MOST_AT_ONCE;

    /** How long an outcome waits for room among them: within its lease, and as long as the store may be away for a moment. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final int TRIES = 5;
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(200);

    private final DeliverEvents deliverEvents;
    private final Consumer<Attempt> done;
    private final Duration patience;
    private final LinkedBlockingQueue<Attempt> ended = new LinkedBlockingQueue<>(MOST_WAITING);
    private final Thread writer;
    private volatile boolean closed;

    /** @param done told of each attempt once it is recorded, or will not be */
    OutcomeRecorder(DeliverEvents deliverEvents, Consumer<Attempt> done) {
        this(deliverEvents, done, PATIENCE);
    }

    /** @param patience how long an outcome waits for room */
    OutcomeRecorder(DeliverEvents deliverEvents, Consumer<Attempt> done, Duration patience) {
        this.deliverEvents = deliverEvents;
        this.done = done;
        this.patience = patience;
        this.writer = Thread.ofPlatform().daemon().name("outcome-recorder").start(this::write);
    }

    /**
     * Takes an outcome, and waits for room where many wait to be written; only one for which there is none while nothing can be written is
     * dropped, and its event attempted again (RS-4).
     */
    void add(Attempt attempt) {
        if (!offered(attempt)) {
            LOG.warn("the outcome of event {} is dropped: too many wait to be recorded", attempt.eventId());
            done.accept(attempt);
        }
    }

    private boolean offered(Attempt attempt) {
        try {
            return ended.offer(attempt, patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void write() {
        while (!closed || !ended.isEmpty()) {
            List<Attempt> batch = nextBatch();
            try {
                write(batch);
            } catch (Throwable e) {
                // Whatever it is must not end the writer; what it kept from being written is attempted again (RS-4).
                LOG.error("outcomes could not be recorded: {}", e.getClass().getName());
            }
            batch.forEach(done);
        }
    }

    /** What the store refuses together, it is given one by one: then it refuses only what it must (RS-6). */
    private void write(List<Attempt> batch) {
        if (!batch.isEmpty() && !recorded(batch) && batch.size() > 1) {
            batch.forEach(attempt -> recorded(List.of(attempt)));
        }
    }

    private List<Attempt> nextBatch() {
        List<Attempt> batch = new ArrayList<>();
        @Nullable Attempt first = poll();
        if (first != null) {
            batch.add(first);
            ended.drainTo(batch, MOST_AT_ONCE - 1);
        }
        return batch;
    }

    private @Nullable Attempt poll() {
        try {
            return ended.poll(100, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            closed = true;
            return null;
        }
    }

    /** Tries again only while the store cannot answer: what it refuses, it refuses again. */
    private boolean recorded(List<Attempt> batch) {
        for (int attempt = 1; attempt <= TRIES; attempt++) {
            try {
                deliverEvents.record(batch);
                return true;
            } catch (StoreUnavailableException e) {
                LOG.warn("{} outcomes wait: {}", batch.size(), e.getClass().getSimpleName());
                LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
            } catch (RuntimeException e) {
                LOG.error(
                        "{} outcomes were refused: {}",
                        batch.size(),
                        e.getClass().getName());
                return false;
            }
        }
        return false;
    }

    /** Writes what has come in, then ends. */
    @Override
    public void close() {
        closed = true;
        try {
            writer.join(TRIES * BETWEEN_TRIES.toMillis() * 2);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

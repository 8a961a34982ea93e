package sg.com.aurix.adapters.webhook;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sg.com.aurix.application.port.Dispatcher;
import sg.com.aurix.application.port.OutboxEvent;
import sg.com.aurix.application.usecase.DeliverEvents;
import sg.com.aurix.domain.partner.PartnerId;

/**
 * Attempts events right after their commit, and those that were left over as soon as their lease has run out.
 *
 * <p>Each partner has a lane of its own with bounded concurrency, so that a slow listener holds up nobody else's events. What a
 * full lane has no room for, and what has waited so long that its lease may end during the attempt, stays in the outbox and is
 * claimed again from there. Attempts run on virtual threads; outcomes are recorded in batches by an {@link OutcomeRecorder}.
 */
public final class EventDispatcher implements Dispatcher, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EventDispatcher.class);

    private final DeliverEvents deliverEvents;
    private final OutcomeRecorder recorder;
    private final DispatchLimits limits;
    private final Semaphore attemptsAtOnce;
    private final AtomicInteger threads = new AtomicInteger();
    private final ScheduledExecutorService poller = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("outbox-poller").factory());
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<PartnerId, Lane> lanes = new HashMap<>();
    private boolean closed;

    /** A dispatcher that sends what it is handed; call {@link #start} to have it look for left-over events too. */
    public EventDispatcher(DeliverEvents deliverEvents, DispatchLimits limits) {
        this.deliverEvents = deliverEvents;
        this.limits = limits;
        this.attemptsAtOnce = new Semaphore(limits.attemptsAtOnce());
        this.recorder = new OutcomeRecorder(deliverEvents);
    }

    /** Begins to look for events that were committed but not attempted, at once and then again and again. */
    public void start() {
        // Nobody needs the handle: takeLeftOver never throws, and close() ends it.
        var _ = poller.scheduleWithFixedDelay(
                this::takeLeftOver, 0, limits.pollInterval().toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void handOver(List<OutboxEvent> events) {
        long now = System.nanoTime();
        lock.lock();
        try {
            if (closed) {
                return;
            }
            for (OutboxEvent event : events) {
                Lane lane = lanes.computeIfAbsent(event.partnerId(), partner -> new Lane());
                if (lane.waiting.size() < limits.waitingPerPartner()) {
                    lane.waiting.add(new Waiting(event, now));
                    startWorker(event.partnerId(), lane);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private void startWorker(PartnerId partner, Lane lane) {
        if (lane.workers < limits.attemptsPerPartner()) {
            lane.workers++;
            Thread.ofVirtual().name("webhook-" + threads.incrementAndGet()).start(() -> work(partner, lane));
        }
    }

    private void work(PartnerId partner, Lane lane) {
        for (Waiting next = takeNext(partner, lane); next != null; next = takeNext(partner, lane)) {
            attemptsAtOnce.acquireUninterruptibly();
            try {
                if (next.hasTimeLeft(limits.longestWait())) {
                    recorder.add(deliverEvents.attempt(next.event()));
                }
            } catch (RuntimeException e) {
                // The store could not say where to send it. The event stays pending and is claimed again when its lease
                // ends.
                LOG.warn(
                        "event {} could not be attempted now: {}",
                        next.event().id(),
                        e.getClass().getName());
            } finally {
                attemptsAtOnce.release();
            }
        }
    }

    /** The lane's next event; none ends the worker, and the last worker takes the lane away. */
    private @Nullable Waiting takeNext(PartnerId partner, Lane lane) {
        lock.lock();
        try {
            Waiting next = closed ? null : lane.waiting.poll();
            if (next == null) {
                lane.workers--;
                if (lane.workers == 0) {
                    lanes.remove(partner);
                }
            }
            return next;
        } finally {
            lock.unlock();
        }
    }

    private void takeLeftOver() {
        try {
            List<OutboxEvent> claimed = deliverEvents.claimLeftOver(limits.claimedAtOnce());
            while (!claimed.isEmpty()) {
                LOG.info("{} events were left over and are attempted now", claimed.size());
                handOver(claimed);
                claimed = isBusy() ? List.of() : deliverEvents.claimLeftOver(limits.claimedAtOnce());
            }
        } catch (RuntimeException e) {
            LOG.warn(
                    "left-over events could not be claimed now: {}",
                    e.getClass().getName());
        }
    }

    private boolean isBusy() {
        lock.lock();
        try {
            return closed || lanes.values().stream().anyMatch(lane -> lane.waiting.size() > limits.claimedAtOnce());
        } finally {
            lock.unlock();
        }
    }

    /** Takes nothing more, lets the attempts under way end, and records their outcomes. Takes at most the longest attempt. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
        } finally {
            lock.unlock();
        }
        poller.shutdownNow();
        try {
            if (!attemptsAtOnce.tryAcquire(
                    limits.attemptsAtOnce(), limits.longestAttempt().toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("some attempts did not end in time; their events are attempted again after the lease");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        recorder.close();
    }

    /** What waits for one partner's listener, and how many workers are at it; guarded by the dispatcher's lock. */
    private static final class Lane {
        private final Queue<Waiting> waiting = new ArrayDeque<>();
        private int workers;
    }

    private record Waiting(OutboxEvent event, long since) {
        boolean hasTimeLeft(Duration longestWait) {
            return System.nanoTime() - since < longestWait.toNanos();
        }
    }
}

package sg.com.aurix.adapters.webhook;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sg.com.aurix.application.port.Attempt;
import sg.com.aurix.application.port.Dispatcher;
import sg.com.aurix.application.port.OutboxEvent;
import sg.com.aurix.application.port.StoreUnavailableException;
import sg.com.aurix.application.port.WebhookSender;
import sg.com.aurix.application.usecase.DeliverEvents;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.webhook.DeliveryState;

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
        if (!taken(events)) {
            release(events);
        }
    }

    /** Takes what there is room for; false once this dispatcher is closed, when it takes nothing. */
    private boolean taken(List<OutboxEvent> events) {
        long now = System.nanoTime();
        lock.lock();
        try {
            if (closed) {
                return false;
            }
            for (OutboxEvent event : events) {
                Lane lane = lanes.computeIfAbsent(event.partnerId(), partner -> new Lane());
                if (lane.waiting.size() < limits.waitingPerPartner()) {
                    lane.waiting.add(new Waiting(event, now));
                    startWorker(event.partnerId(), lane);
                }
            }
            return true;
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
                attempt(next);
            } catch (Throwable e) {
                // Whatever it is must not end the lane. The event stays pending and is claimed again when its lease
                // ends.
                LOG.error(
                        "event {} could not be attempted: {}",
                        next.event().id(),
                        e.getClass().getName());
            } finally {
                attemptsAtOnce.release();
            }
        }
    }

    /** Attempts an event as long as its lease covers it: a store that cannot say where to send it is asked again. */
    private void attempt(Waiting next) {
        while (next.hasTimeLeft(limits.longestWait())) {
            try {
                Attempt attempt = deliverEvents.attempt(next.event());
                logFailure(attempt);
                recorder.add(attempt);
                return;
            } catch (StoreUnavailableException e) {
                LOG.warn("event {} waits: {}", next.event().id(), e.getClass().getSimpleName());
                LockSupport.parkNanos(limits.pollInterval().toNanos());
            }
        }
    }

    /** Operators see that a listener fails and how, without any of the partner's data (RS-19). */
    private static void logFailure(Attempt attempt) {
        if (attempt.leaves() == DeliveryState.FAILED) {
            String outcome = attempt.answer()
                    .map(answer -> switch (answer) {
                        case WebhookSender.Answer.Answered answered -> "the listener answered " + answered.status();
                        case WebhookSender.Answer.NoAnswer noAnswer -> noAnswer.reason();
                    })
                    .orElse("nothing was sent");
            LOG.warn("event {} of partner {} failed: {}", attempt.eventId(), attempt.partnerId(), outcome);
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
            List<OutboxEvent> claimed = claim();
            while (!claimed.isEmpty()) {
                LOG.info("{} events were left over and are attempted now", claimed.size());
                handOver(claimed);
                claimed = claim();
            }
        } catch (RuntimeException e) {
            LOG.warn(
                    "left-over events could not be claimed now: {}",
                    e.getClass().getSimpleName());
        }
    }

    /** Claims events of partners whose lanes have room for all of them; nothing once this dispatcher is closed. */
    private List<OutboxEvent> claim() {
        Set<PartnerId> withoutRoom = new HashSet<>();
        lock.lock();
        try {
            if (closed) {
                return List.of();
            }
            int room = limits.waitingPerPartner() - limits.claimedAtOnce();
            lanes.forEach((partner, lane) -> {
                if (lane.waiting.size() > room) {
                    withoutRoom.add(partner);
                }
            });
        } finally {
            lock.unlock();
        }
        return deliverEvents.claimLeftOver(limits.claimedAtOnce(), withoutRoom);
    }

    /**
     * Takes nothing more, gives up what waits so that other nodes may have it at once (RS-8), lets the attempts under way end, and
     * records their outcomes. Takes little longer than the longest attempt.
     */
    @Override
    public void close() {
        poller.shutdown();
        release(closeLanes());
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

    private List<OutboxEvent> closeLanes() {
        lock.lock();
        try {
            closed = true;
            List<OutboxEvent> unattempted = new ArrayList<>();
            for (Lane lane : lanes.values()) {
                lane.waiting.forEach(waiting -> unattempted.add(waiting.event()));
                lane.waiting.clear();
            }
            return unattempted;
        } finally {
            lock.unlock();
        }
    }

    private void release(List<OutboxEvent> events) {
        if (events.isEmpty()) {
            return;
        }
        try {
            deliverEvents.release(events);
        } catch (RuntimeException e) {
            LOG.warn(
                    "{} events are free again when their lease ends: {}",
                    events.size(),
                    e.getClass().getSimpleName());
        }
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

package sg.com.aurix.adapters.webhook;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sg.com.aurix.application.port.Attempt;
import sg.com.aurix.application.port.Delivery;
import sg.com.aurix.application.port.Dispatcher;
import sg.com.aurix.application.port.OutboxEvent;
import sg.com.aurix.application.port.StoreUnavailableException;
import sg.com.aurix.application.port.WebhookSender.Answer;
import sg.com.aurix.application.usecase.DeliverEvents;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.webhook.DeliveryState;

/**
 * Attempts events right after their commit, and whatever else is due as soon as it is: what a crash left over, retries, what is sent again.
 *
 * <p>Each partner has a {@link Lane} of its own with bounded concurrency, so that a slow listener holds up nobody else's events; over
 * all of them, retries and slow listeners get half of the attempts at most. What a lane has no room for goes back to the outbox; what
 * has waited so long that its lease may end during the attempt stays there until then. Attempts run on virtual threads; outcomes are
 * recorded in batches by an {@link OutcomeRecorder}.
 */
public final class EventDispatcher implements Dispatcher, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EventDispatcher.class);

    private final DeliverEvents deliverEvents;
    private final OutcomeRecorder recorder;
    private final DispatchLimits limits;
    private final Semaphore attemptsAtOnce;
    private final Semaphore lessUrgent;
    private final AtomicInteger threads = new AtomicInteger();
    private final AtomicBoolean lookRequested = new AtomicBoolean();
    private final ScheduledExecutorService poller = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("outbox-poller").factory());
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<PartnerId, Lane> lanes = new HashMap<>();
    private final List<OutboxEvent> withoutRoom = new ArrayList<>();
    private int waiting;
    private boolean closed;

    /** A dispatcher that sends what it is handed; call {@link #start} to have it look for what is due too. */
    public EventDispatcher(DeliverEvents deliverEvents, DispatchLimits limits) {
        this.deliverEvents = deliverEvents;
        this.limits = limits;
        this.attemptsAtOnce = new Semaphore(limits.attemptsAtOnce());
        this.lessUrgent = new Semaphore(limits.attemptsAtOnce() / 2);
        this.recorder = new OutcomeRecorder(deliverEvents);
    }

    /** Begins to look for events that are due, at once and then again and again. */
    public void start() {
        // Nobody needs the handle: takeDue never throws, and close() ends it.
        var _ = poller.scheduleWithFixedDelay(
                this::takeDue, 0, limits.pollInterval().toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void handOver(List<OutboxEvent> events) {
        take(events.stream().map(Delivery::first).toList());
    }

    /** Takes what there is room for; the rest goes back to the outbox, and everything once this dispatcher is closed. */
    private void take(List<Delivery> deliveries) {
        long now = System.nanoTime();
        lock.lock();
        try {
            if (!closed) {
                deliveries.forEach(delivery -> take(delivery, now));
                return;
            }
        } finally {
            lock.unlock();
        }
        release(deliveries.stream().map(Delivery::event).toList());
    }

    private void take(Delivery delivery, long now) {
        PartnerId partner = delivery.event().partnerId();
        Lane lane = lanes.computeIfAbsent(partner, _ -> new Lane(limits));
        if (waiting < limits.waiting() && lane.add(delivery, now)) {
            waiting++;
        } else if (withoutRoom.size() < limits.waiting()) {
            lane.hasMoreInOutbox();
            withoutRoom.add(delivery.event());
        }
        startWorker(partner, lane);
    }

    private void startWorker(PartnerId partner, Lane lane) {
        if (lane.startsWorker()) {
            Thread.ofVirtual().name("webhook-" + threads.incrementAndGet()).start(() -> work(partner, lane));
        }
    }

    private void work(PartnerId partner, Lane lane) {
        for (Lane.Waiting next = takeNext(partner, lane); next != null; next = takeNext(partner, lane)) {
            boolean urgent = !next.delivery().isRetry() && !isSlow(lane);
            if (!urgent) {
                lessUrgent.acquireUninterruptibly();
            }
            attemptsAtOnce.acquireUninterruptibly();
            try {
                attempt(next, lane);
            } catch (Throwable e) {
                // Whatever it is must not end the lane. The event stays pending and is claimed again when its lease
                // ends.
                LOG.error(
                        "event {} could not be attempted: {}",
                        next.delivery().event().id(),
                        e.getClass().getName());
            } finally {
                attemptsAtOnce.release();
                if (!urgent) {
                    lessUrgent.release();
                }
            }
        }
    }

    private boolean isSlow(Lane lane) {
        lock.lock();
        try {
            return lane.isSlow();
        } finally {
            lock.unlock();
        }
    }

    /** Attempts an event as long as its lease covers it: a store that cannot say where to send it is asked again. */
    private void attempt(Lane.Waiting next, Lane lane) {
        while (next.hasTimeLeft(limits.longestWait())) {
            try {
                Attempt attempt = deliverEvents.attempt(next.delivery());
                noteDuration(lane, attempt);
                logFailure(attempt);
                recorder.add(attempt);
                return;
            } catch (StoreUnavailableException e) {
                LOG.warn(
                        "event {} waits: {}",
                        next.delivery().event().id(),
                        e.getClass().getSimpleName());
                LockSupport.parkNanos(limits.pollInterval().toNanos());
            }
        }
    }

    private void noteDuration(Lane lane, Attempt attempt) {
        lock.lock();
        try {
            lane.took(attempt.took());
            if (lane.waiting() > 0) {
                startWorker(attempt.partnerId(), lane);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Operators see that a listener fails and how, without any of the partner's data (RS-19). */
    private static void logFailure(Attempt attempt) {
        if (attempt.leaves() == DeliveryState.FAILED || attempt.leaves() == DeliveryState.PENDING) {
            String outcome = attempt.answer()
                    .map(answer -> switch (answer) {
                        case Answer.Answered answered -> "the listener answered " + answered.status();
                        case Answer.NoAnswer noAnswer -> noAnswer.reason();
                    })
                    .orElse("there is no active webhook any more");
            String next = attempt.nextAt().map(at -> ", next attempt at " + at).orElse("");
            LOG.warn("event {} of partner {} failed: {}{}", attempt.eventId(), attempt.partnerId(), outcome, next);
        }
    }

    /** The lane's next event; none ends the worker, and the last worker takes the lane away. */
    private Lane.@Nullable Waiting takeNext(PartnerId partner, Lane lane) {
        lock.lock();
        try {
            Lane.@Nullable Waiting next = null;
            if (!lane.endsWorker(closed || lane.waiting() == 0)) {
                next = lane.poll();
                waiting--;
            }
            if (lane.wantsMore()) {
                lookSoon();
            }
            if (lane.isIdle() && lane.waiting() == 0) {
                lanes.remove(partner);
            }
            return next;
        } finally {
            lock.unlock();
        }
    }

    /** Has the poller look now and not only when its turn comes; several requests are one. */
    private void lookSoon() {
        if (!closed && lookRequested.compareAndSet(false, true)) {
            poller.execute(this::takeDue);
        }
    }

    private void takeDue() {
        lookRequested.set(false);
        try {
            release(takeWithoutRoom());
            for (List<Delivery> due = claim(); !due.isEmpty(); due = claim()) {
                LOG.debug("{} events are due and attempted now", due.size());
                take(due);
                noteFullClaims(due);
            }
        } catch (RuntimeException e) {
            LOG.warn("due events could not be claimed now: {}", e.getClass().getSimpleName());
        }
    }

    private List<OutboxEvent> takeWithoutRoom() {
        lock.lock();
        try {
            List<OutboxEvent> taken = List.copyOf(withoutRoom);
            withoutRoom.clear();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** Claims events of partners whose lanes have room for them; nothing once there is no room at all, or this dispatcher is closed. */
    private List<Delivery> claim() {
        Set<PartnerId> full = new HashSet<>();
        lock.lock();
        try {
            if (closed || waiting >= limits.waiting()) {
                return List.of();
            }
            lanes.forEach((partner, lane) -> {
                if (!lane.hasRoom()) {
                    full.add(partner);
                }
            });
        } finally {
            lock.unlock();
        }
        return deliverEvents.claimDue(limits.claimedPerPartner(), full);
    }

    /** Where a claim brought all it could, there may be more. */
    private void noteFullClaims(List<Delivery> due) {
        Map<PartnerId, Long> counts = due.stream()
                .collect(Collectors.groupingBy(delivery -> delivery.event().partnerId(), Collectors.counting()));
        lock.lock();
        try {
            counts.forEach((partner, count) -> {
                @Nullable Lane lane = lanes.get(partner);
                if (lane != null && count >= limits.claimedPerPartner()) {
                    lane.hasMoreInOutbox();
                }
            });
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes nothing more, gives up what waits so that other nodes may have it at once (RS-8), lets the attempts under way end, and
     * records their outcomes. Takes little longer than the longest attempt.
     */
    @Override
    public void close() {
        List<OutboxEvent> unattempted = closeLanes();
        poller.shutdown();
        release(unattempted);
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
            List<OutboxEvent> unattempted = new ArrayList<>(withoutRoom);
            lanes.values().forEach(lane -> unattempted.addAll(lane.drain()));
            withoutRoom.clear();
            waiting = 0;
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
}

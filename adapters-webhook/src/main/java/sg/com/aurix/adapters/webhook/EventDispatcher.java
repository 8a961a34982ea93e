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
import sg.com.aurix.domain.webhook.EventId;

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

    /** From being taken until the outcome is recorded. What is claimed again meanwhile, because its lease ran out, is not taken twice. */
    private final Set<EventId> inHand = new HashSet<>();

    private int waiting;
    private boolean closed;

    /** A dispatcher that sends what it is handed; call {@link #start} to have it look for what is due too. */
    public EventDispatcher(DeliverEvents deliverEvents, DispatchLimits limits) {
        this.deliverEvents = deliverEvents;
        this.limits = limits;
        this.attemptsAtOnce = new Semaphore(limits.attemptsAtOnce());
        this.lessUrgent = new Semaphore(limits.attemptsAtOnce() / 2);
        this.recorder = new OutcomeRecorder(deliverEvents, attempt -> letGo(attempt.eventId()));
    }

    /** Begins to look for events that are due, at once and then again and again. */
    public void start() {
        // Nobody needs the handle: takeDue never throws, and close() ends it.
        var _ = poller.scheduleWithFixedDelay(
                this::takeDue, 0, limits.pollInterval().toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void handOver(List<OutboxEvent> events) {
        take(events.stream().map(Delivery::first).toList(), System.nanoTime());
    }

    /** Takes what there is room for; the rest goes back to the outbox, and everything once this dispatcher is closed. */
    private void take(List<Delivery> deliveries, long since) {
        List<Delivery> unknown;
        lock.lock();
        try {
            unknown = deliveries.stream()
                    .filter(delivery -> !inHand.contains(delivery.event().id()))
                    .toList();
            if (!closed) {
                unknown.forEach(delivery -> take(delivery, since));
                return;
            }
        } finally {
            lock.unlock();
        }
        release(unknown.stream().map(Delivery::event).toList());
    }

    private void take(Delivery delivery, long since) {
        PartnerId partner = delivery.event().partnerId();
        Lane lane = lanes.computeIfAbsent(partner, _ -> new Lane(limits));
        boolean room = waiting < limits.waiting() || lane.isNearlyEmpty();
        if (room && lane.add(delivery, since)) {
            waiting++;
            inHand.add(delivery.event().id());
        } else {
            lane.hasMoreInOutbox();
            if (withoutRoom.size() < limits.waiting()) {
                withoutRoom.add(delivery.event());
                inHand.add(delivery.event().id());
            }
        }
        startWorker(partner, lane);
    }

    private void startWorker(PartnerId partner, Lane lane) {
        if (lane.startsWorker()) {
            Thread.ofVirtual().name("webhook-" + threads.incrementAndGet()).start(() -> work(partner, lane));
        }
    }

    private void work(PartnerId partner, Lane lane) {
        while (isNeeded(partner, lane)) {
            // Permits first: what waits for one must not be in the hands of a worker, or nobody could give it back or
            // go before it.
            boolean urgent = hasUrgent(lane);
            if (!urgent && !acquired(lessUrgent)) {
                continue;
            }
            try {
                if (acquired(attemptsAtOnce)) {
                    workWithPermit(lane, urgent);
                }
            } finally {
                if (!urgent) {
                    lessUrgent.release();
                }
            }
        }
    }

    private void workWithPermit(Lane lane, boolean urgent) {
        try {
            Lane.@Nullable Waiting next = takeNext(lane, urgent);
            if (next != null) {
                attempt(next, lane);
            }
        } finally {
            attemptsAtOnce.release();
        }
    }

    /** Gives up soon, so that what has become urgent meanwhile, or the end, is noticed. */
    private boolean acquired(Semaphore permits) {
        try {
            return permits.tryAcquire(limits.permitWait().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean hasUrgent(Lane lane) {
        lock.lock();
        try {
            return lane.hasUrgent();
        } finally {
            lock.unlock();
        }
    }

    private void attempt(Lane.Waiting next, Lane lane) {
        EventId id = next.delivery().event().id();
        boolean ended = false;
        try {
            ended = attemptInTime(next, lane);
        } catch (Throwable e) {
            // Whatever it is must not end the lane. The event stays pending and is claimed again when its lease ends.
            LOG.error("event {} could not be attempted: {}", id, e.getClass().getName());
        } finally {
            if (!ended) {
                letGo(id);
            }
        }
    }

    private void letGo(EventId id) {
        lock.lock();
        try {
            inHand.remove(id);
        } finally {
            lock.unlock();
        }
    }

    /** Attempts an event as long as its lease covers it: a store that cannot say where to send it is asked again. */
    private boolean attemptInTime(Lane.Waiting next, Lane lane) {
        while (next.hasTimeLeft(limits.longestWait())) {
            try {
                Attempt attempt = deliverEvents.attempt(next.delivery());
                noteDuration(lane, attempt);
                logFailure(attempt);
                recorder.add(attempt);
                return true;
            } catch (StoreUnavailableException e) {
                LOG.warn(
                        "event {} waits: {}",
                        next.delivery().event().id(),
                        e.getClass().getSimpleName());
                LockSupport.parkNanos(limits.pollInterval().toNanos());
            }
        }
        return false;
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

    /** Whether there is work for one more; if not, the worker no longer counts, and the last one takes the lane away. */
    private boolean isNeeded(PartnerId partner, Lane lane) {
        lock.lock();
        try {
            if (lane.wantsMore()) {
                lookSoon();
            }
            boolean ends = lane.endsWorker(closed || lane.waiting() == 0);
            if (ends && lane.isIdle() && lane.waiting() == 0) {
                lanes.remove(partner);
            }
            return !ends;
        } finally {
            lock.unlock();
        }
    }

    /** The lane's next event; none where another worker had it, or this dispatcher is closed. */
    private Lane.@Nullable Waiting takeNext(Lane lane, boolean urgent) {
        lock.lock();
        try {
            Lane.@Nullable Waiting next = urgent ? lane.pollUrgent() : lane.poll();
            if (next != null) {
                waiting--;
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
            boolean found = true;
            while (found) {
                release(takeWithoutRoom());
                long since = System.nanoTime();
                List<Delivery> due = claim();
                take(due, since);
                noteFullClaims(due);
                found = !due.isEmpty();
            }
        } catch (Throwable e) {
            // Whatever it is must not end the looking.
            LOG.warn("due events could not be claimed now: {}", e.getClass().getSimpleName());
        }
    }

    private List<OutboxEvent> takeWithoutRoom() {
        lock.lock();
        try {
            List<OutboxEvent> taken = List.copyOf(withoutRoom);
            withoutRoom.clear();
            taken.forEach(event -> inHand.remove(event.id()));
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
        try {
            if (!poller.awaitTermination(limits.longestAttempt().toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("a look for due events did not end in time");
            }
            release(unattempted);
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

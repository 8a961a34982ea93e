package sg.com.aurix.application.usecase;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import sg.com.aurix.application.port.StoreUnavailableException;

/**
 * Lets clicks that arrive one by one share units of work: whoever commits takes all that wait by then, so that the more arrive the
 * fewer commits there are for each, and a lone click is committed at once.
 *
 * <p>A click is answered when the unit it was in is committed. Where a unit fails, its clicks are tried again in halves, so that one
 * that cannot be recorded fails alone; where the store is away, it is so for all of them.
 */
final class GroupedClicks implements TrackClick, AutoCloseable {
    /** Longer than units under way may take: a store gives up waiting for a lock or a connection before that. */
    private static final long LONGEST_END_SECONDS = 15;

    private final TrackClick clicks;
    private final Grouping grouping;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private int units;
    private boolean watched;
    private boolean closed;

    /** @param clicks what records them, in lists */
    GroupedClicks(TrackClick clicks, Grouping grouping) {
        this.clicks = clicks;
        this.grouping = grouping;
    }

    /** A list is a unit of work already. */
    @Override
    public List<Outcome> track(List<WidgetClick> list) {
        return clicks.track(list);
    }

    @Override
    public Outcome track(WidgetClick click) {
        CompletableFuture<Outcome> outcome = enqueue(click);
        try {
            return outcome.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            var gone = new StoreUnavailableException("the thread was interrupted while a click waited", e);
            // What is answered is left out of the unit, if that has not begun yet.
            outcome.completeExceptionally(gone);
            throw gone;
        } catch (ExecutionException e) {
            throw unchecked(e.getCause());
        }
    }

    @Override
    public CompletionStage<Outcome> trackAsync(WidgetClick click) {
        return enqueue(click);
    }

    private static RuntimeException unchecked(@Nullable Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        return thrown instanceof RuntimeException exception
                ? exception
                : new IllegalStateException("a use case throws nothing checked", thrown);
    }

    private CompletableFuture<Outcome> enqueue(WidgetClick click) {
        Waiting one = new Waiting(click, System.nanoTime());
        boolean begins;
        boolean watches;
        lock.lock();
        try {
            if (closed) {
                one.refuse("no more clicks are taken, because they are no longer recorded");
                return one.outcome();
            }
            if (waiting.size() >= grouping.mostWaiting()) {
                one.refuse("too many clicks wait to be recorded");
                return one.outcome();
            }
            waiting.add(one);
            begins = beginsUnit(one.since());
            watches = !watched;
            watched = true;
        } finally {
            lock.unlock();
        }
        if (begins) {
            begin();
        }
        if (watches) {
            watch();
        }
        return one.outcome();
    }

    /** Whether one more unit may begin, which then counts. */
    private boolean beginsUnit(long now) {
        @Nullable Waiting first = waiting.peek();
        if (first == null) {
            return false;
        }
        boolean heldUp = now - first.since() >= grouping.heldUp().toNanos();
        boolean begins = units < (heldUp ? grouping.mostUnits() : grouping.unitsAtOnce());
        if (begins) {
            units++;
        }
        return begins;
    }

    private void begin() {
        try {
            grouping.threads().execute(this::commitWaiting);
        } catch (RuntimeException e) {
            // There is no thread for it. What waits is taken by another unit, or refused when its patience ends.
            endUnit();
        }
    }

    private void commitWaiting() {
        try {
            for (List<Waiting> group = next(); !group.isEmpty(); group = next()) {
                commit(group);
            }
        } catch (Throwable e) {
            endUnit();
            throw e;
        }
    }

    private void endUnit() {
        lock.lock();
        try {
            units--;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The clicks of the next unit; none where none wait, and then there is one unit less. */
    private List<Waiting> next() {
        lock.lock();
        try {
            List<Waiting> group = new ArrayList<>(Math.min(waiting.size(), grouping.mostTogether()));
            while (group.size() < grouping.mostTogether() && !waiting.isEmpty()) {
                Waiting one = waiting.remove();
                if (!one.isAnswered()) {
                    group.add(one);
                }
            }
            if (group.isEmpty()) {
                units--;
                changed.signalAll();
            }
            return group;
        } finally {
            lock.unlock();
        }
    }

    private void commit(List<Waiting> group) {
        Deque<List<Waiting>> parts = new ArrayDeque<>();
        parts.push(group);
        while (!parts.isEmpty()) {
            List<Waiting> part = parts.pop();
            try {
                answer(part, clicks.track(part.stream().map(Waiting::click).toList()));
            } catch (StoreUnavailableException e) {
                part.forEach(one -> one.fail(e));
                parts.forEach(rest -> rest.forEach(one -> one.fail(e)));
                return;
            } catch (RuntimeException e) {
                if (part.size() == 1) {
                    part.get(0).fail(e);
                } else {
                    int half = part.size() / 2;
                    parts.push(part.subList(half, part.size()));
                    parts.push(part.subList(0, half));
                }
            } catch (Error e) {
                // No click's fault; whoever waits must hear of it all the same.
                part.forEach(one -> one.fail(e));
            }
        }
    }

    private static void answer(List<Waiting> group, List<Outcome> outcomes) {
        for (int i = 0; i < group.size(); i++) {
            group.get(i).answer(outcomes.get(i));
        }
    }

    /** Looks after what waits as long as anything does, also where no more clicks come. */
    private void watch() {
        CompletableFuture.delayedExecutor(grouping.heldUp().toNanos(), TimeUnit.NANOSECONDS)
                .execute(this::lookAfterWaiting);
    }

    private void lookAfterWaiting() {
        List<Waiting> late = new ArrayList<>();
        boolean begins;
        boolean watches;
        lock.lock();
        try {
            long now = System.nanoTime();
            @Nullable Waiting first = waiting.peek();
            while (first != null && now - first.since() >= grouping.patience().toNanos()) {
                late.add(waiting.remove());
                first = waiting.peek();
            }
            begins = beginsUnit(now);
            watches = first != null;
            watched = watches;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        late.forEach(one -> one.refuse("clicks are recorded too slowly"));
        if (begins) {
            begin();
        }
        if (watches) {
            watch();
        }
    }

    /** Takes no more single clicks, and waits until those that wait are committed and answered; for a bounded time. */
    @Override
    public void close() {
        long left = TimeUnit.SECONDS.toNanos(LONGEST_END_SECONDS);
        lock.lock();
        try {
            closed = true;
            while (left > 0 && (units > 0 || !waiting.isEmpty())) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    /**
     * A click whose caller waits.
     *
     * @param since when it arrived, by the monotonic clock
     */
    private record Waiting(WidgetClick click, long since, CompletableFuture<Outcome> outcome) {
        Waiting(WidgetClick click, long since) {
            this(click, since, new CompletableFuture<>());
        }

        /** Whether its caller has gone already, or was refused. */
        boolean isAnswered() {
            return outcome.isDone();
        }

        void answer(Outcome made) {
            outcome.complete(made);
        }

        void fail(Throwable thrown) {
            outcome.completeExceptionally(thrown);
        }

        void refuse(String why) {
            fail(new StoreUnavailableException(why));
        }
    }
}

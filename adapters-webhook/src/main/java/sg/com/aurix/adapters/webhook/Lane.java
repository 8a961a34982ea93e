package sg.com.aurix.adapters.webhook;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import sg.com.aurix.application.port.Delivery;
import sg.com.aurix.application.port.OutboxEvent;

/**
 * What waits for one partner's listener, and how many attempts it gets at once. Guarded by the dispatcher's lock.
 *
 * <p>A listener that keeps attempts waiting gets half as many at once, down to a few; one that answers quickly gets one more each time,
 * up to the limit. So hundreds of listeners that hang do not use up the attempts of those that do not.
 */
final class Lane {
    /** How many may wait for each attempt that a slow listener gets at once. */
    private static final int WAITING_FOR_SLOW = 4;

    /** How many may wait for any listener. */
    private static final int ALWAYS_WAITING = 32;

    private final DispatchLimits limits;
    private final Queue<Waiting> first = new ArrayDeque<>();
    private final Queue<Waiting> retries = new ArrayDeque<>();
    private int workers;
    private int width;
    private boolean moreInOutbox;

    Lane(DispatchLimits limits) {
        this.limits = limits;
        this.width = limits.attemptsPerPartner();
    }

    /**
     * Takes what is to be attempted, if there is room: for a listener that keeps attempts waiting only for what it can get to before the
     * leases end.
     *
     * @param since when its lease began, by the monotonic clock
     */
    boolean add(Delivery delivery, long since) {
        int most = isSlow() ? WAITING_FOR_SLOW * width : limits.waitingPerPartner();
        if (waiting() >= most) {
            moreInOutbox = true;
            return false;
        }
        (delivery.isRetry() ? retries : first).add(new Waiting(delivery, since));
        return true;
    }

    /** Whether it has so little that it may have more, however much waits for other listeners. */
    boolean isNearlyEmpty() {
        return waiting() < ALWAYS_WAITING;
    }

    /** The next one; first attempts go before retries. */
    @Nullable
    Waiting poll() {
        @Nullable Waiting next = first.poll();
        return next != null ? next : retries.poll();
    }

    /** The next first attempt, if the listener does not keep attempts waiting: all that is urgent. */
    @Nullable
    Waiting pollUrgent() {
        return isSlow() ? null : first.poll();
    }

    /** Whether something urgent waits. */
    boolean hasUrgent() {
        return !isSlow() && !first.isEmpty();
    }

    int waiting() {
        return first.size() + retries.size();
    }

    /** Whether all events of a claim would fit; where they would not, the outbox is asked again when this lane runs dry. */
    boolean hasRoom() {
        boolean room = isSlow() ? waiting() == 0 : waiting() <= limits.waitingPerPartner() - limits.claimedPerPartner();
        if (!room) {
            moreInOutbox = true;
        }
        return room;
    }

    /** Whether it runs dry while more may wait in the outbox; true once, then not before there is no room again. */
    boolean wantsMore() {
        boolean wants = moreInOutbox && (isSlow() ? waiting() == 0 : waiting() < limits.claimedPerPartner());
        if (wants) {
            moreInOutbox = false;
        }
        return wants;
    }

    /** Notes that the outbox has more for this lane than a claim brought. */
    void hasMoreInOutbox() {
        moreInOutbox = true;
    }

    /** Whether one more worker may begin, who then counts. */
    boolean startsWorker() {
        boolean starts = workers < width;
        if (starts) {
            workers++;
        }
        return starts;
    }

    /** Whether a worker is one too many, or has nothing left to do; it then no longer counts. */
    boolean endsWorker(boolean nothingLeft) {
        boolean ends = nothingLeft || workers > width;
        if (ends) {
            workers--;
        }
        return ends;
    }

    boolean isIdle() {
        return workers == 0;
    }

    /** Whether its listener keeps attempts waiting. */
    boolean isSlow() {
        return width < limits.attemptsPerPartner();
    }

    /** Takes note of how long an attempt took. */
    void took(Duration duration) {
        boolean slow = duration.compareTo(limits.slow()) > 0;
        width = slow ? Math.max(limits.attemptsToSlow(), width / 2) : Math.min(limits.attemptsPerPartner(), width + 1);
    }

    /** Everything that waits, which then no longer does. */
    List<OutboxEvent> drain() {
        List<OutboxEvent> drained = new ArrayList<>();
        for (@Nullable Waiting next = poll(); next != null; next = poll()) {
            drained.add(next.delivery().event());
        }
        return drained;
    }

    /** @param since when its lease began, by the monotonic clock */
    record Waiting(Delivery delivery, long since) {
        boolean hasTimeLeft(Duration longestWait) {
            return System.nanoTime() - since < longestWait.toNanos();
        }
    }
}

package sg.com.aurix.adapters.persistence;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import sg.com.aurix.domain.partner.PartnerId;

/**
 * From when on one node looks for what is due.
 *
 * <p>Rows of deliveries that have ended leave dead entries behind in the index, which stay there for as long as some transaction holds
 * back its clearing. They all lie before what is due next, and looking from the beginning would walk over them again and again. When a
 * node found nothing more that is due, it need not look there again: what becomes due later stands later in the index. What may still
 * come to stand before is rare, belongs to the last moments, or is found by looking from the beginning now and then. Of a partner with
 * more than one look takes, the next one goes on where that ended.
 */
final class DueWindow {
    /** How far before the time up to which everything was seen a row may still turn up: when a claim is rolled back, or clocks differ. */
    private static final Duration MARGIN = Duration.ofSeconds(30);

    /** How often to look from the beginning, for whatever another node left behind. */
    private static final Duration FULL_LOOK_EVERY = Duration.ofSeconds(60);

    /** A full look may take this much of the time at most: so many times as long as it took, none follows. */
    private static final int REST_AFTER_FULL_LOOK = 20;

    /** From when on a node looks that could not look from the beginning when it started: what is due before waits for a full look. */
    private static final Duration SEEN_NOTHING = Duration.ofMinutes(5);

    /** Before anything is due. */
    static final Instant BEGINNING = Instant.EPOCH;

    private final ReentrantLock lock = new ReentrantLock();
    private final LongSupplier nanoTime;

    /** Partners of whom there may be more, and the time behind which that is due. */
    private final Map<PartnerId, Instant> behind = new HashMap<>();

    private Instant seenUpTo = BEGINNING;
    private long nextFullLook;

    DueWindow() {
        this(System::nanoTime);
    }

    /** @param nanoTime as {@link System#nanoTime} */
    DueWindow(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.nextFullLook = nanoTime.getAsLong();
    }

    /** How to look now, with no room for events of some partners. */
    Look look(Instant now, Set<PartnerId> except) {
        lock.lock();
        try {
            long begin = nanoTime.getAsLong();
            boolean full = seenUpTo.equals(BEGINNING) || begin - nextFullLook >= 0;
            Instant unseen = unseen(now);
            except.forEach(partner -> behind.putIfAbsent(partner, unseen));
            return new Look(now, begin, full, full ? BEGINNING : unseen, Map.copyOf(behind), Set.copyOf(except));
        } finally {
            lock.unlock();
        }
    }

    /** From when on something may be due that was not seen. */
    private Instant unseen(Instant now) {
        if (seenUpTo.equals(BEGINNING)) {
            return BEGINNING;
        }
        return (seenUpTo.isBefore(now) ? seenUpTo : now).minus(MARGIN);
    }

    /**
     * Notes what a look found.
     *
     * @param limited partners of whom there may be more than it took, with the time at which the last of theirs was due
     * @param complete whether it came to every partner
     */
    void seen(Look look, Map<PartnerId, Instant> limited, boolean complete) {
        lock.lock();
        try {
            if (complete) {
                look.behind().keySet().stream()
                        .filter(partner -> !look.except().contains(partner))
                        .forEach(behind::remove);
                seenUpTo = look.at();
                if (look.full()) {
                    restAfter(look);
                }
            }
            limited.forEach((partner, lastDueAt) -> behind.put(partner, lastDueAt.minus(MARGIN)));
        } finally {
            lock.unlock();
        }
    }

    /**
     * Notes that a look came to no end, as when there is too much to walk over. The next ones do not go from the beginning, where it would
     * be the same again, until the next full look: so that what becomes due now goes out.
     */
    void failed(Look look) {
        lock.lock();
        try {
            if (look.full()) {
                restAfter(look);
            }
            behind.values().removeIf(BEGINNING::equals);
            if (seenUpTo.equals(BEGINNING)) {
                seenUpTo = look.at().minus(SEEN_NOTHING);
            }
        } finally {
            lock.unlock();
        }
    }

    private void restAfter(Look look) {
        long end = nanoTime.getAsLong();
        nextFullLook = end + Math.max(FULL_LOOK_EVERY.toNanos(), (end - look.begin()) * REST_AFTER_FULL_LOOK);
    }

    /** Has the next look go from the beginning for one partner. */
    void lookBackFor(PartnerId partnerId) {
        lock.lock();
        try {
            behind.put(partnerId, BEGINNING);
        } finally {
            lock.unlock();
        }
    }

    /**
     * One look.
     *
     * @param full whether it goes from the beginning for everybody
     * @param after only what is due after this time
     * @param behind partners for whom it begins at times of their own
     * @param except partners that are passed over
     */
    record Look(
            Instant at,
            long begin,
            boolean full,
            Instant after,
            Map<PartnerId, Instant> behind,
            Set<PartnerId> except) {}
}

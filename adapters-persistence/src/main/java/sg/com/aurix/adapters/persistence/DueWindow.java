package sg.com.aurix.adapters.persistence;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
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
 * come to stand before is rare, belongs to the last moments, or is found by looking from the beginning now and then.
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

    private final ReentrantLock lock = new ReentrantLock();
    private final LongSupplier nanoTime;
    private final Set<PartnerId> behind = new HashSet<>();
    private Instant seenUpTo = Instant.MIN;
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
            behind.addAll(except);
            long begin = nanoTime.getAsLong();
            boolean full = seenUpTo.equals(Instant.MIN) || begin - nextFullLook >= 0;
            Instant seen = seenUpTo.isBefore(now) ? seenUpTo : now;
            return new Look(
                    now, begin, full, full ? Instant.MIN : seen.minus(MARGIN), List.copyOf(behind), Set.copyOf(except));
        } finally {
            lock.unlock();
        }
    }

    /** Notes that a look found nothing more, or did. */
    void seen(Look look, boolean nothingMore) {
        if (!nothingMore) {
            return;
        }
        lock.lock();
        try {
            look.fromTheBeginning().stream()
                    .filter(partner -> !look.except().contains(partner))
                    .forEach(behind::remove);
            seenUpTo = look.at();
            if (look.full()) {
                restAfter(look);
            }
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
            look.fromTheBeginning().forEach(behind::remove);
            if (seenUpTo.equals(Instant.MIN)) {
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
            behind.add(partnerId);
        } finally {
            lock.unlock();
        }
    }

    /**
     * One look.
     *
     * @param full whether it goes from the beginning for everybody
     * @param after only what is due after this time
     * @param fromTheBeginning partners for whom it goes from the beginning all the same
     * @param except partners that are passed over
     */
    record Look(
            Instant at,
            long begin,
            boolean full,
            Instant after,
            List<PartnerId> fromTheBeginning,
            Set<PartnerId> except) {}
}

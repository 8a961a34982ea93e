package sg.com.aurix.adapters.persistence;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
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

    private final ReentrantLock lock = new ReentrantLock();
    private final Set<PartnerId> behind = new HashSet<>();
    private Instant seenUpTo = Instant.MIN;
    private long nextFullLook = System.nanoTime();

    /** How to look now, with no room for events of some partners. */
    Look look(Instant now, Set<PartnerId> except) {
        lock.lock();
        try {
            behind.addAll(except);
            long begin = System.nanoTime();
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
                long end = System.nanoTime();
                long rest = Math.max(FULL_LOOK_EVERY.toNanos(), (end - look.begin()) * REST_AFTER_FULL_LOOK);
                nextFullLook = end + rest;
            }
        } finally {
            lock.unlock();
        }
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

package sg.com.aurix.bootstrap.faults;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import sg.com.aurix.application.contract.Requirement;
import sg.com.aurix.bootstrap.system.Listener;
import sg.com.aurix.bootstrap.system.Listener.Heard;
import sg.com.aurix.bootstrap.system.TestPartner;

/**
 * A soak while some transaction keeps its snapshot open, so that PostgreSQL can clear away nothing of what was delivered: a queue in a table
 * usually gets slower and slower then, because each claim walks over all that is dead before it finds what is due.
 *
 * <p>What is timed is claims: events that a node has in hand from their commit on are not looked for in the queue.
 */
@Isolated("speeds are compared")
class HeldSnapshotIT {
    private static final int SLICES = 2;
    private static final int HISTORY = Integer.getInteger("aurix.soak.history", 1_000_000);

    /** Piles follow each other for that long: one alone may meet the rare look from the queue's beginning, or a machine that stalls. */
    private static final Duration SLICE = Duration.ofSeconds(Integer.getInteger("aurix.soak.slice", 3));

    /** A claim brings a hundred at most. */
    private static final int PILE = 3_000;

    private volatile Pile pile = new Pile();

    @Test
    @Requirement("RS-13")
    void claims_are_as_fast_after_a_million_deliveries_that_cannot_be_cleared_away() throws Exception {
        Map<String, String> database = KillablePostgres.shared().database("held_snapshot");
        try (Listener listener = new Listener(this::note);
                Node node = Node.on(database);
                Backlog holder = new Backlog(database);
                Backlog queue = new Backlog(database)) {
            TestPartner partner = TestPartner.create(node.calls());
            partner.listenAt(listener.url());
            speed(queue, partner);
            double before = speed(queue, partner);
            holder.holdSnapshot();

            List<Double> speeds = new ArrayList<>();
            for (int slice = 0; slice < SLICES; slice++) {
                queue.comeAndGo(partner.id(), HISTORY / SLICES);
                speeds.add(speed(queue, partner));
            }

            System.out.printf(
                    "HeldSnapshotIT claimed and heard events/s: %.0f before, then %s as %d rows stay behind%n",
                    before, speeds.stream().map(Math::round).toList(), HISTORY);
            queue.vacuumDeliveries();
            assertThat(queue.number("SELECT n_dead_tup FROM pg_stat_user_tables WHERE relname = 'deliveries'"))
                    .as("rows that cannot be cleared away")
                    .isGreaterThanOrEqualTo(HISTORY / SLICES * (long) SLICES);
            assertThat(speeds.getLast()).isGreaterThanOrEqualTo(0.5 * before);
        }
    }

    private int note(Heard event) {
        pile.heard();
        return 204;
    }

    /** Events heard in a second, of the fastest of piles that nobody handed over and that had to be claimed. */
    private double speed(Backlog queue, TestPartner partner) throws SQLException, InterruptedException {
        long fastest = Long.MAX_VALUE;
        long all = 0;
        while (all < SLICE.toNanos()) {
            pile = new Pile();
            queue.pileDueNow(partner.id(), PILE);
            long nanos = pile.awaitNanos();
            fastest = Math.min(fastest, nanos);
            all += nanos;
        }
        return (PILE - 1) * 1e9 / fastest;
    }

    /** Events that become due together, timed from the first heard, since a node looks for them once a second, to the last. */
    private static final class Pile {
        private static final long PATIENCE_SECONDS = 120;

        private final AtomicInteger heard = new AtomicInteger();
        private final CountDownLatch last = new CountDownLatch(1);
        private volatile long firstAt;
        private volatile long lastAt;

        void heard() {
            int now = heard.incrementAndGet();
            if (now == 1) {
                firstAt = System.nanoTime();
            } else if (now == PILE) {
                lastAt = System.nanoTime();
                last.countDown();
            }
        }

        long awaitNanos() throws InterruptedException {
            assertThat(last.await(PATIENCE_SECONDS, SECONDS))
                    .as("all are heard, and not only " + heard)
                    .isTrue();
            return lastAt - firstAt;
        }
    }
}

package sg.com.aurix.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import sg.com.aurix.application.contract.Requirement;
import sg.com.aurix.bootstrap.system.Listener;
import sg.com.aurix.bootstrap.system.TestPartner;

/**
 * A soak while some transaction keeps its snapshot open, so that PostgreSQL can clear away nothing of what was delivered: a queue in a table
 * usually gets slower and slower then.
 */
@Isolated("speeds are compared")
class HeldSnapshotIT {
    private static final int SLICES = 3;
    private static final int HISTORY = Integer.getInteger("aurix.soak.history", 2_000_000);
    private static final Duration SLICE = Duration.ofSeconds(Integer.getInteger("aurix.soak.slice", 5));
    private static final int VISITORS = 4;

    private final AtomicLong heard = new AtomicLong();

    @Test
    @Requirement("RS-13")
    void delivery_is_as_fast_after_millions_of_deliveries_that_cannot_be_cleared_away() throws Exception {
        Map<String, String> database = KillablePostgres.shared().database("held_snapshot");
        try (Listener listener = new Listener(event -> {
                    heard.incrementAndGet();
                    return 204;
                });
                Node node = Node.on(database);
                Backlog holder = new Backlog(database);
                Backlog history = new Backlog(database)) {
            TestPartner partner = TestPartner.create(node.calls());
            partner.listenAt(listener.url());
            speed(partner);
            double before = speed(partner);
            holder.holdSnapshot();

            List<Double> speeds = new ArrayList<>();
            for (int slice = 0; slice < SLICES; slice++) {
                history.comeAndGo(partner.id(), HISTORY / SLICES);
                speeds.add(speed(partner));
            }

            System.out.printf(
                    "HeldSnapshotIT events/s: %.0f before, then %s as %d rows stay behind%n", before, speeds, HISTORY);
            history.vacuumDeliveries();
            assertThat(history.number("SELECT n_dead_tup FROM pg_stat_user_tables WHERE relname = 'deliveries'"))
                    .as("rows that cannot be cleared away")
                    .isGreaterThanOrEqualTo(HISTORY);
            assertThat(speeds.getLast()).isGreaterThan(0.7 * before);
        }
    }

    /** Events heard in a second, while visitors click one after the other. */
    private double speed(TestPartner partner) {
        AtomicBoolean enough = new AtomicBoolean();
        long begin = System.nanoTime();
        long already = heard.get();
        List<Thread> visitors = IntStream.range(0, VISITORS)
                .mapToObj(visitor -> Thread.ofVirtual().start(() -> {
                    while (!enough.get()) {
                        partner.click("https://example.com/");
                    }
                }))
                .toList();
        await().atMost(SLICE.multipliedBy(3)).until(() -> System.nanoTime() - begin > SLICE.toNanos());
        double speed = (heard.get() - already) * 1e9 / (System.nanoTime() - begin);
        enough.set(true);
        await().until(() -> visitors.stream().noneMatch(Thread::isAlive));
        return speed;
    }
}

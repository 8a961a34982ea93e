package sg.com.aurix.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import sg.com.aurix.application.contract.Requirement;
import sg.com.aurix.bootstrap.system.Listener;
import sg.com.aurix.bootstrap.system.PartnerLists;
import sg.com.aurix.bootstrap.system.TestSandbox;

/** Two servers on one PostgreSQL, under load, one of the three killed again and again: {@code -Daurix.kill.cycles=N} times. */
@Isolated("what it measures is not to be slowed down by other tests")
class KillIT {
    private static final int CYCLES = Integer.getInteger("aurix.kill.cycles", 10);

    /** RS-7. */
    private static final Duration RECOVERY = Duration.ofSeconds(10);

    private final Seed seed = Seed.of(KillIT.class);
    private final Random random = seed.random(0);
    private final HeardEvents heard = new HeardEvents();
    private final Ledger ledger = new Ledger(heard);
    private final List<String> told = new ArrayList<>();
    private int probes = 9_000_000;

    @Test
    @Requirement({"RS-1", "RS-7", "WH-7"})
    void whatever_is_killed_everything_acknowledged_is_there_once_and_every_event_is_delivered() {
        KillablePostgres postgres = KillablePostgres.shared();
        Map<String, String> database = postgres.database("kill");
        try (Listener listener = new Listener(heard);
                Node one = Node.on(database);
                Node two = Node.on(database);
                Crowd crowd = new Crowd(ledger, heard, List.of(one, two), seed)) {
            heard.expectSecret(one.listenAt(listener.url()));
            crowd.comes();
            List<Node> nodes = List.of(one, two);
            for (int cycle = 1; cycle <= CYCLES; cycle++) {
                awaitRandomMoment();
                // Each of the two at least once, whatever the coin says.
                boolean server = cycle <= 2 ? cycle == 1 : random.nextBoolean();
                if (server) {
                    killAndRestart(nodes.get(random.nextInt(nodes.size())));
                } else {
                    killAndRestart(postgres, nodes);
                }
                System.out.println("KillIT " + cycle + " of " + CYCLES + ": " + told.getLast() + "; " + ledger);
            }
            crowd.disperse();
            ledger.assertEverythingDelivered(new PartnerLists(two.calls(), TestSandbox.API_KEY));
            System.out.println("KillIT at the end: " + ledger);
        }
        assertThat(told).hasSize(CYCLES);
        assertThat(ledger.hit()).as("calls that a kill met").isPositive();
    }

    /** Some acknowledgements later, which is a second or two, give or take, and in the middle of a call. */
    private void awaitRandomMoment() {
        int enough = ledger.acknowledgements() + 1 + random.nextInt(60);
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(2))
                .until(() -> ledger.acknowledgements() >= enough && ledger.callsUnderWay() > 0);
    }

    private void killAndRestart(Node node) {
        node.kill();
        node.startAgain();
        told.add("a server was killed");
    }

    private void killAndRestart(KillablePostgres postgres, List<Node> nodes) {
        int before = ledger.hit();
        postgres.kill();
        try {
            await().until(() -> ledger.hit() > before);
        } finally {
            postgres.startAgain();
        }
        long back = System.nanoTime();
        for (Node node : nodes) {
            Visitor probe = new Visitor(probes++, ledger);
            Duration left = RECOVERY.minusNanos(System.nanoTime() - back);
            await().atMost(left).pollInterval(Duration.ofMillis(50)).until(() -> probe.click(node.calls()));
        }
        told.add("PostgreSQL was killed, and the servers recovered in "
                + Duration.ofNanos(System.nanoTime() - back).toMillis() + " ms");
    }
}

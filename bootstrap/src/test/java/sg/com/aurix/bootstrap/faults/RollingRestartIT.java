package sg.com.aurix.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import sg.com.aurix.application.contract.Requirement;
import sg.com.aurix.bootstrap.system.Listener;
import sg.com.aurix.bootstrap.system.Listener.Heard;
import sg.com.aurix.bootstrap.system.PartnerLists;
import sg.com.aurix.bootstrap.system.TestSandbox;

/** Three servers on one database, restarted one after the other under load, and one of them killed at the end. */
@Isolated("several servers start under load here")
class RollingRestartIT {
    private static final int IN_FLIGHT_PER_ENDPOINT = 16;

    /** Less than a server waits for a listener, so that whatever is held is still waited for. */
    private static final Duration HELD_AT_MOST = Duration.ofSeconds(8);

    private final Seed seed = Seed.of(RollingRestartIT.class);
    private final HeardEvents heard = new HeardEvents();
    private final Ledger ledger = new Ledger(heard);
    private final Holding listening = new Holding();

    @Test
    @Requirement({"RS-1", "RS-8", "WH-7"})
    void a_rolling_restart_loses_and_repeats_nothing_and_a_kill_repeats_what_was_in_flight() {
        Map<String, String> database = KillablePostgres.shared().database("rolling_restart");
        try (Listener listener = new Listener(listening);
                Node one = Node.on(database);
                Node two = Node.on(database);
                Node three = Node.on(database);
                Crowd crowd = new Crowd(ledger, heard, List.of(one, two, three), seed)) {
            heard.expectSecret(one.listenAt(listener.url()));
            crowd.comes();
            awaitAcknowledgements(30);
            for (Node node : List.of(one, two, three)) {
                node.stop();
                awaitAcknowledgements(20);
                node.startAgain();
                awaitAcknowledgements(30);
            }
            Set<String> heardBeforeKill = heard.ids();
            System.out.println("RollingRestartIT after the restarts: " + ledger);

            listening.holds = true;
            await().atMost(HELD_AT_MOST).until(() -> listening.heldNow.get() > 2 * IN_FLIGHT_PER_ENDPOINT);
            three.kill();
            System.out.println("RollingRestartIT killed a server while " + listening.heldNow + " attempts were open");
            listening.holds = false;
            listening.answers.countDown();
            awaitAcknowledgements(20);
            crowd.disperse();
            ledger.assertEverythingDelivered(new PartnerLists(one.calls(), TestSandbox.API_KEY));
            awaitRepetitions();
            System.out.println("RollingRestartIT at the end: " + ledger);

            Set<String> again = heard.heardAtLeast(2);
            Set<String> byRestarts = new TreeSet<>(again);
            byRestarts.retainAll(heardBeforeKill);
            assertThat(byRestarts).as("repeated by a restart in good order").isEmpty();
            assertThat(again).as("repeated by the kill").hasSizeBetween(1, IN_FLIGHT_PER_ENDPOINT);
            assertThat(heard.heardAtLeast(3)).isEmpty();
        }
    }

    /** What the killed node had under way comes again after its lease; what a restart had left behind would have come before. */
    private void awaitRepetitions() {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !heard.heardAtLeast(2).isEmpty());
        AtomicInteger lately = new AtomicInteger();
        await().during(Duration.ofSeconds(3))
                .atMost(Duration.ofSeconds(30))
                .until(() -> lately.getAndSet(heard.heardAtLeast(2).size())
                        == heard.heardAtLeast(2).size());
    }

    private void awaitAcknowledgements(int more) {
        int enough = ledger.acknowledgements() + more;
        await().atMost(Duration.ofSeconds(60)).until(() -> ledger.acknowledgements() >= enough);
    }

    /** Answers at once, or keeps deliveries waiting when told to. More of them than two nodes send at once means that all three have some under way. */
    private final class Holding implements Listener.Reaction {
        private final CountDownLatch answers = new CountDownLatch(1);
        private final AtomicInteger heldNow = new AtomicInteger();
        private volatile boolean holds;

        @Override
        public int answer(Heard event) {
            heard.take(event);
            if (holds) {
                heldNow.incrementAndGet();
                try {
                    answers.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                } finally {
                    heldNow.decrementAndGet();
                }
            }
            return 204;
        }
    }
}

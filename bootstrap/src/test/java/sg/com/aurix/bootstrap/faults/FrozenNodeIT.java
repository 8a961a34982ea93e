package sg.com.aurix.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import sg.com.aurix.application.contract.Requirement;
import sg.com.aurix.bootstrap.system.Listener;
import sg.com.aurix.bootstrap.system.Listener.Heard;
import sg.com.aurix.bootstrap.system.PartnerLists;
import sg.com.aurix.bootstrap.system.TestSandbox;

/** A server frozen in the middle of its attempts for longer than its lease, while another one takes them over. */
@Execution(ExecutionMode.CONCURRENT)
class FrozenNodeIT {
    private static final int AT_ONCE = 16;
    private static final int CLICKS = 24;
    private static final char FROZEN = 'T';

    /** A lease of 30 seconds, and time to look for what is left over. */
    private static final Duration TAKING_OVER = Duration.ofSeconds(45);

    /** When a failure is tried again: 5 seconds, up to a fifth more. */
    private static final Duration FIRST_RETRY = Duration.ofSeconds(7);

    private final HeardEvents heard = new HeardEvents();
    private final Ledger ledger = new Ledger(heard);

    @Test
    @Requirement("RS-5")
    void a_node_that_wakes_after_its_lease_changes_nothing_of_what_another_node_did() {
        HoldingListener holding = new HoldingListener();
        Map<String, String> database = KillablePostgres.shared().database("frozen_node");
        try (Listener listener = new Listener(holding);
                Node sleeper = Node.on(database);
                Node other = Node.on(database)) {
            heard.expectSecret(sleeper.listenAt(listener.url(), ",\"delivery\":\"retry\""));
            IntStream.rangeClosed(1, CLICKS)
                    .forEach(number -> new Visitor(number, ledger).clickUntilAcknowledged(sleeper.calls()));
            await().until(() -> holding.held.get() == AT_ONCE);
            sleeper.process().freeze();
            await().until(() -> sleeper.process().state() == FROZEN);
            Set<String> underWay = heard.ids();
            assertThat(underWay).as("attempts of the frozen node").hasSize(AT_ONCE);

            holding.holds = false;
            await().atMost(TAKING_OVER)
                    .until(() -> heard.ids().size() == CLICKS
                            && heard.heardAtLeast(2).containsAll(underWay));
            assertThat(sleeper.process().state()).as("all that time").isEqualTo(FROZEN);
            assertThat(heard.heardAtLeast(2)).isEqualTo(underWay);

            // Its attempts fail, and that is what it has to say when it wakes.
            holding.refuse.countDown();
            await().until(() -> holding.refused.get() == AT_ONCE);
            sleeper.process().thaw();
            Visitor later = new Visitor(CLICKS + 1, ledger);
            await().atMost(Duration.ofSeconds(20)).until(() -> later.click(sleeper.calls()));

            PartnerLists partner = new PartnerLists(other.calls(), TestSandbox.API_KEY);
            ledger.assertNothingLost(partner);
            await().during(FIRST_RETRY)
                    .atMost(FIRST_RETRY.plusSeconds(5))
                    .until(() -> heard.heardAtLeast(2).equals(underWay)
                            && heard.heardAtLeast(3).isEmpty());
            assertThat(partner.deliveries())
                    .extracting(event -> event.path("status").asText())
                    .containsOnly("delivered");
            System.out.println("FrozenNodeIT: " + underWay.size() + " attempts frozen; " + ledger);
        }
    }

    /** Keeps the first attempts waiting and then answers them 500; answers 204 to all others. */
    private final class HoldingListener implements Listener.Reaction {
        private final CountDownLatch refuse = new CountDownLatch(1);
        private final AtomicInteger held = new AtomicInteger();
        private final Set<Heard> waiting = ConcurrentHashMap.newKeySet();
        private final AtomicInteger refused = new AtomicInteger();
        private volatile boolean holds = true;

        @Override
        public int answer(Heard event) {
            heard.take(event);
            if (!holds) {
                return 204;
            }
            held.incrementAndGet();
            waiting.add(event);
            try {
                refuse.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return 500;
        }

        @Override
        public void answered(Heard event) {
            if (waiting.remove(event)) {
                refused.incrementAndGet();
            }
        }
    }
}

package sg.com.aurix.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
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

/** A server killed by its listener, when that has said 2xx and the server could not write it down. */
@Execution(ExecutionMode.CONCURRENT)
class KilledBeforeRecordIT {
    private static final int AT_ONCE = 16;
    private static final int CLICKS = 40;

    private final HeardEvents heard = new HeardEvents();
    private final Ledger ledger = new Ledger(heard);

    @Test
    @Requirement({"RS-4", "WH-5", "WH-7"})
    void an_event_whose_2xx_was_not_recorded_comes_once_more_with_the_same_id_and_bytes() throws Exception {
        Killer killer = new Killer();
        Map<String, String> database = KillablePostgres.shared().database("killed_before_record");
        try (Listener listener = new Listener(killer);
                Node node = Node.on(database)) {
            killer.victim.complete(node);
            heard.expectSecret(node.listenAt(listener.url()));
            IntStream.rangeClosed(1, CLICKS)
                    .forEach(number -> new Visitor(number, ledger).clickUntilAcknowledged(node.calls()));
            await().until(() -> killer.waiting.get() == AT_ONCE);

            try (UnwritableAttempts attempts = new UnwritableAttempts(database)) {
                killer.letThemHaveIt.countDown();
                node.assertKilled();
                attempts.awaitEndOfOthers();
                assertThat(attempts.recorded()).isZero();
            }
            Set<String> heardBeforeDeath = heard.ids();
            assertThat(killer.answered).as("events the listener said 2xx to").isNotEmpty();

            node.startAgain();
            ledger.assertEverythingDelivered(new PartnerLists(node.calls(), TestSandbox.API_KEY));

            assertThat(heard.ids()).hasSize(CLICKS);
            assertThat(heard.heardAtLeast(2)).isEqualTo(heardBeforeDeath).containsAll(killer.answered);
            assertThat(heard.heardAtLeast(3)).isEmpty();
            assertThat(killer.mostAtOnce.get()).as("in flight at once").isEqualTo(AT_ONCE);
            System.out.println("KilledBeforeRecordIT: " + heardBeforeDeath.size() + " events heard before the kill, "
                    + killer.answered.size() + " of them answered; " + ledger);
        }
    }

    /** Holds what it hears until told, then answers all of it and kills the server. */
    private final class Killer implements Listener.Reaction {
        private final CountDownLatch letThemHaveIt = new CountDownLatch(1);
        private final AtomicInteger waiting = new AtomicInteger();
        private final AtomicInteger underWay = new AtomicInteger();
        private final AtomicInteger mostAtOnce = new AtomicInteger();
        private final CountDownLatch killed = new CountDownLatch(1);
        private final Set<String> answered = ConcurrentHashMap.newKeySet();
        private final CompletableFuture<Node> victim = new CompletableFuture<>();

        @Override
        public int answer(Heard event) {
            heard.take(event);
            mostAtOnce.accumulateAndGet(underWay.incrementAndGet(), Math::max);
            waiting.incrementAndGet();
            try {
                letThemHaveIt.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return 204;
        }

        @Override
        public void answered(Heard event) {
            underWay.decrementAndGet();
            if (killed.getCount() > 0) {
                victim.join().process().kill();
                answered.add(event.header("webhook-id"));
                killed.countDown();
            }
        }
    }
}

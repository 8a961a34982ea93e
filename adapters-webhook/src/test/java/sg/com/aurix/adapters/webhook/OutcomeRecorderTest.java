package sg.com.aurix.adapters.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sg.com.aurix.application.contract.Requirement;
import sg.com.aurix.application.port.Attempt;
import sg.com.aurix.domain.webhook.DeliveryState;
import sg.com.aurix.domain.webhook.EventId;

/** What becomes of outcomes that come faster than they can be written. */
@Requirement("RS-4")
class OutcomeRecorderTest {
    private static final int OUTCOMES = 12_000;

    private final TestDeliveries deliveries = new TestDeliveries();
    private final Queue<EventId> done = new ConcurrentLinkedQueue<>();

    private static List<Attempt> attempts(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Attempt(
                        EventId.floor(Instant.EPOCH.plusMillis(i)),
                        WebhookSamples.PARTNER,
                        WebhookSamples.NOW,
                        Duration.ZERO,
                        DeliveryState.NOT_SENT,
                        Optional.empty(),
                        Optional.empty()))
                .toList();
    }

    @Test
    void attempts_wait_for_a_store_that_is_slower_than_they_are_and_none_is_sent_again() {
        deliveries.beforeRecording = () -> LockSupport.parkNanos(10_000_000);
        OutcomeRecorder recorder = new OutcomeRecorder(deliveries, attempt -> done.add(attempt.eventId()));
        try {
            attempts(OUTCOMES).parallelStream().forEach(recorder::add);

            await().until(() -> done.size() == OUTCOMES);
        } finally {
            recorder.close();
        }
        assertThat(deliveries.recorded).hasSize(OUTCOMES).doesNotHaveDuplicates();
    }

    @Test
    void while_nothing_can_be_written_they_are_let_go_in_the_end() {
        CountDownLatch storeIsBack = new CountDownLatch(1);
        deliveries.beforeRecording = () -> awaitFor(storeIsBack);
        OutcomeRecorder recorder =
                new OutcomeRecorder(deliveries, attempt -> done.add(attempt.eventId()), Duration.ofMillis(1));
        try {
            attempts(2000).forEach(recorder::add);

            assertThat(done).isNotEmpty();
            assertThat(deliveries.recorded).isEmpty();
        } finally {
            storeIsBack.countDown();
            await().until(() -> done.size() == 2000);
            recorder.close();
        }
        assertThat(deliveries.recorded).isNotEmpty();
    }

    private static void awaitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

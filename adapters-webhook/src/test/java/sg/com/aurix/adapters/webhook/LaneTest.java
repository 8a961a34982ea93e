package sg.com.aurix.adapters.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sg.com.aurix.application.contract.Requirement;
import sg.com.aurix.application.port.Delivery;

@Requirement("RS-13")
class LaneTest {
    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final DispatchLimits LIMITS = DispatchLimits.forLease(Duration.ofSeconds(30), DEADLINE);

    private final Lane lane = new Lane(LIMITS);

    @Test
    void a_listener_that_keeps_attempts_waiting_gets_half_as_many_at_once_down_to_a_few() {
        assertThat(workersStarted()).isEqualTo(16);
        assertThat(lane.isSlow()).isFalse();

        lane.took(DEADLINE);
        assertThat(lane.isSlow()).isTrue();
        assertThat(workersLeft()).isEqualTo(8);
        lane.took(DEADLINE);
        assertThat(workersLeft()).isEqualTo(4);
        lane.took(DEADLINE);
        assertThat(workersLeft()).isEqualTo(4);
    }

    @Test
    void a_listener_that_answers_quickly_gets_one_more_each_time_up_to_the_limit() {
        lane.took(DEADLINE);
        assertThat(workersStarted()).isEqualTo(8);

        lane.took(Duration.ofMillis(5));
        assertThat(workersStarted()).isEqualTo(1);
        IntStream.range(0, 20).forEach(_ -> lane.took(Duration.ofMillis(5)));
        assertThat(workersStarted()).isEqualTo(7);
        assertThat(lane.isSlow()).isFalse();
    }

    @Test
    void a_lane_asks_for_more_once_when_it_runs_dry_after_it_was_full() {
        for (int number = 0; number < LIMITS.waitingPerPartner(); number++) {
            assertThat(lane.add(delivery(number), 0)).isTrue();
        }
        assertThat(lane.wantsMore()).isFalse();
        assertThat(lane.add(delivery(1000), 0)).isFalse();
        assertThat(lane.hasRoom()).isFalse();

        while (lane.waiting() >= LIMITS.claimedPerPartner()) {
            assertThat(lane.wantsMore()).isFalse();
            assertThat(lane.poll()).isNotNull();
        }

        assertThat(lane.wantsMore()).isTrue();
        assertThat(lane.wantsMore()).isFalse();
        assertThat(lane.hasRoom()).isTrue();
    }

    private static Delivery delivery(int number) {
        return Delivery.first(WebhookSamples.event(WebhookSamples.PARTNER, number));
    }

    private int workersStarted() {
        int started = 0;
        while (lane.startsWorker()) {
            started++;
        }
        return started;
    }

    /** How many stay when each asks whether it is one too many. */
    private int workersLeft() {
        while (lane.endsWorker(false)) {
            assertThat(lane.isIdle()).isFalse();
        }
        int left = 0;
        while (!lane.isIdle()) {
            assertThat(lane.endsWorker(true)).isTrue();
            left++;
        }
        IntStream.range(0, left).forEach(_ -> assertThat(lane.startsWorker()).isTrue());
        return left;
    }
}

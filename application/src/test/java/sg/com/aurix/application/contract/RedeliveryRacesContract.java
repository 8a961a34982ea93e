package sg.com.aurix.application.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import sg.com.aurix.application.port.Delivery;
import sg.com.aurix.application.port.Outbox;
import sg.com.aurix.application.port.Outbox.Redelivered;
import sg.com.aurix.application.port.OutboxEvent;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.webhook.DeliveryState;

/** What every {@link Outbox} must do when several put events on their way again, claim them and record attempts at once. */
@Requirement({"WH-7", "RS-4"})
public interface RedeliveryRacesContract extends StoreContract {
    @Test
    default void whoever_races_each_event_is_put_on_its_way_once() {
        for (int round = 0; round < Race.ROUNDS; round++) {
            Redeliveries redeliveries = Redeliveries.in(ports());
            List<OutboxEvent> events = redeliveries.failedNow(40);

            List<Integer> counts = Race.run(number -> untilNone(redeliveries, 3));

            assertThat(counts.stream().mapToInt(Integer::intValue).sum()).isEqualTo(40);
            assertThat(Claims.all(outbox(), redeliveries.partnerId()))
                    .containsExactlyInAnyOrderElementsOf(
                            events.stream().map(Delivery::first).toList());
        }
    }

    private static int untilNone(Redeliveries redeliveries, int atMost) {
        int all = 0;
        int put = redeliveries.put(DeliveryState.FAILED, atMost);
        while (put > 0) {
            all += put;
            put = redeliveries.put(DeliveryState.FAILED, atMost);
        }
        return all;
    }

    @Test
    default void an_event_that_is_redelivered_while_others_claim_is_claimed_once() {
        for (int round = 0; round < Race.ROUNDS; round++) {
            Redeliveries redeliveries = Redeliveries.in(ports());
            PartnerId partnerId = redeliveries.partnerId();
            List<OutboxEvent> events = redeliveries.failedNow(20);

            List<Delivery> claimed = new ArrayList<>(Race.run(number ->
                            number % 2 == 0 ? redeliverEach(events) : Claims.all(store().anotherNode(), partnerId, 3))
                    .stream()
                    .flatMap(List::stream)
                    .toList());
            claimed.addAll(Claims.all(store().anotherNode(), partnerId));

            assertThat(claimed)
                    .containsExactlyInAnyOrderElementsOf(
                            events.stream().map(Delivery::first).toList());
        }
    }

    @Test
    default void no_attempt_is_lost_when_events_are_redelivered_while_others_claim_and_record() {
        for (int round = 0; round < Race.ROUNDS; round++) {
            Redeliveries redeliveries = Redeliveries.in(ports());
            PartnerId partnerId = redeliveries.partnerId();
            List<OutboxEvent> events = redeliveries.failedNow(10);

            List<Integer> attempts = new ArrayList<>(Race.run(number -> switch (number % 4) {
                case 0 -> redeliverEach(events).size();
                case 1 -> redeliverFailed(redeliveries, events.size());
                case 2 -> failAgain(outbox(), partnerId);
                default -> failAgain(store().anotherNode(), partnerId);
            }));
            attempts.add(failAgain(outbox(), partnerId));

            assertThat(redeliveries.pending()).isEmpty();
            assertThat(events.stream()
                            .mapToInt(event -> find(event).attempts().size())
                            .sum())
                    .isEqualTo(events.size()
                            + attempts.stream().mapToInt(Integer::intValue).sum());
        }
    }

    /** Puts each on its way by its id; claims none. */
    private List<Delivery> redeliverEach(List<OutboxEvent> events) {
        events.forEach(event ->
                assertThat(outbox().redeliver(event.partnerId(), event.id())).isNotEqualTo(Redelivered.UNKNOWN));
        return List.of();
    }

    /** Puts a few events on their way so many times; makes no attempt. */
    private static int redeliverFailed(Redeliveries redeliveries, int times) {
        for (int i = 0; i < times; i++) {
            redeliveries.put(DeliveryState.FAILED, 3);
        }
        return 0;
    }

    /** Makes failing attempts until there is nothing due; how many. */
    private int failAgain(Outbox node, PartnerId partnerId) {
        Samples samples = Samples.in(ports());
        int all = 0;
        List<Delivery> claimed = Claims.all(node, partnerId, 2);
        while (!claimed.isEmpty()) {
            node.record(claimed.stream()
                    .map(delivery -> samples.failed(delivery.event()))
                    .toList());
            all += claimed.size();
            claimed = Claims.all(node, partnerId, 2);
        }
        return all;
    }
}

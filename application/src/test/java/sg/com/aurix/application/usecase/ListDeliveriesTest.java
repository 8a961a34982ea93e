package sg.com.aurix.application.usecase;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sg.com.aurix.application.contract.Requirement;
import sg.com.aurix.application.port.DeliveryFilter;
import sg.com.aurix.application.port.DeliverySummary;
import sg.com.aurix.application.port.OutboxEvent;
import sg.com.aurix.application.port.PageRequest;
import sg.com.aurix.application.port.Position;
import sg.com.aurix.application.port.WebhookSender.Answer;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.webhook.DeliveryState;
import sg.com.aurix.domain.webhook.EventId;
import sg.com.aurix.domain.webhook.EventType;

/** What a partner sees of what became of its events. */
@Requirement("WH-7")
class ListDeliveriesTest {
    private final Salon salon = Salon.open();
    private final ListDeliveries listDeliveries = salon.aurix.listDeliveries();

    @Requirement({"API-4", "API-5"})
    @Test
    void pages_follow_each_other_to_the_last_newest_first() {
        List<EventId> newestFirst = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            newestFirst.add(0, salon.clickedEvent().id());
            salon.pass(Duration.ofNanos(1_000));
        }

        Page<DeliverySummary> first = list(DeliveryFilter.ALL, 2, Optional.empty());
        Page<DeliverySummary> second = list(DeliveryFilter.ALL, 2, first.next());
        Page<DeliverySummary> last = list(DeliveryFilter.ALL, 2, second.next());

        assertThat(ids(first)).isEqualTo(newestFirst.subList(0, 2));
        assertThat(ids(second)).isEqualTo(newestFirst.subList(2, 4));
        assertThat(ids(last)).isEqualTo(newestFirst.subList(4, 5));
        assertThat(last.next()).isEmpty();
    }

    @Test
    void a_journey_is_listed_with_what_became_of_each_of_its_events() {
        salon.takesOnly(EventType.WIDGET_CLICK, EventType.LEAD_COMPLETE);
        String reference = salon.clicked().click().correlationId().value();
        salon.pass(Duration.ofNanos(1_000));
        salon.heardFrom(Salon.JANE, reference);
        salon.pass(Duration.ofNanos(1_000));
        Answer no = new Answer.Answered(503, "no");
        salon.listener.answers(no);
        salon.heardFrom(Salon.JANE, "jane@example.com");

        List<DeliverySummary> rows =
                list(DeliveryFilter.ALL, 50, Optional.empty()).rows();

        assertThat(rows)
                .extracting(DeliverySummary::type)
                .containsExactly(EventType.LEAD_COMPLETE, EventType.LEAD_CORRELATED, EventType.WIDGET_CLICK);
        assertThat(rows)
                .extracting(DeliverySummary::state)
                .containsExactly(DeliveryState.FAILED, DeliveryState.NOT_SENT, DeliveryState.DELIVERED);
        assertThat(rows).extracting(DeliverySummary::attempts).containsExactly(1, 0, 1);
        assertThat(rows.get(0).last().orElseThrow().answer()).contains(no);
        DeliveryFilter failed =
                new DeliveryFilter(Optional.of(DeliveryState.FAILED), Optional.of(EventType.LEAD_COMPLETE));
        assertThat(list(failed, 50, Optional.empty()).rows()).containsExactly(rows.get(0));
    }

    @Requirement("WH-3")
    @Test
    void an_event_is_shown_with_its_bytes_and_the_headers_that_were_sent() {
        OutboxEvent event = salon.clickedEvent();

        assertThat(salon.recorded(event.id()).event()).isEqualTo(salon.listener.heardLast());
        assertThat(salon.recorded(event.id()).attempts())
                .singleElement()
                .satisfies(attempt -> assertThat(
                                attempt.sent().orElseThrow().signature().headers())
                        .isEqualTo(salon.listener.lastRequest().headers()));
    }

    @Requirement({"API-8", "RS-18"})
    @Test
    void another_partner_sees_none_of_it() {
        OutboxEvent event = salon.clickedEvent();
        PartnerId stranger = salon.aurix.administerPartners().addPartner("New").id();

        assertThat(listDeliveries.find(stranger, event.id())).isEmpty();
        assertThat(listDeliveries.list(stranger, DeliveryFilter.ALL, PageRequest.first(50)))
                .isEqualTo(new Page<>(List.of(), Optional.empty()));
    }

    private Page<DeliverySummary> list(DeliveryFilter filter, int limit, Optional<Position> after) {
        return listDeliveries.list(
                salon.partnerId, filter, new PageRequest(limit, 0, Optional.empty(), Optional.empty(), after));
    }

    private static List<EventId> ids(Page<DeliverySummary> page) {
        return page.rows().stream().map(DeliverySummary::id).toList();
    }
}

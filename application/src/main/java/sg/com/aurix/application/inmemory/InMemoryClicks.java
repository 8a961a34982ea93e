package sg.com.aurix.application.inmemory;

import java.util.Comparator;
import java.util.List;
import sg.com.aurix.application.port.AttributionRow;
import sg.com.aurix.application.port.Clicks;
import sg.com.aurix.application.port.PageRequest;
import sg.com.aurix.domain.partner.FieldKey;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.tracking.Click;
import sg.com.aurix.domain.tracking.Session;

final class InMemoryClicks implements Clicks {
    private final Transactions transactions;
    private final Tables tables;

    InMemoryClicks(Transactions transactions, Tables tables) {
        this.transactions = transactions;
        this.tables = tables;
    }

    @Override
    public void record(List<Click> clicks) {
        transactions.run(() -> {
            for (Click click : clicks) {
                if (tables.clicks.containsKey(click.id())) {
                    throw new IllegalArgumentException("a click's id is taken");
                }
                transactions.put(tables.clicks, click.id(), click);
            }
            return clicks;
        });
    }

    @Override
    public List<AttributionRow> page(PartnerId partnerId, PageRequest request) {
        return transactions.run(() -> Pages.cut(
                tables.clicks.values().stream()
                        .filter(click -> click.partnerId().equals(partnerId))
                        .map(this::row),
                AttributionRow::position,
                Comparator.naturalOrder(),
                request));
    }

    private AttributionRow row(Click click) {
        return new AttributionRow(
                click,
                tables.session(click.correlationId()).flatMap(Session::correlatedAt),
                tables.leadOf(click.correlationId()).flatMap(lead -> lead.data().get(FieldKey.LEAD_TYPE)));
    }
}

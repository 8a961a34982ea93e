package sg.com.aurix.adapters.persistence;

import java.util.List;
import java.util.Optional;
import sg.com.aurix.application.port.Partners;
import sg.com.aurix.domain.partner.Partner;
import sg.com.aurix.domain.partner.PartnerId;

final class PostgresPartners implements Partners {
    private final Transactions transactions;
    private final PartnerRows rows;

    PostgresPartners(Transactions transactions, PartnerRows rows) {
        this.transactions = transactions;
        this.rows = rows;
    }

    @Override
    public void add(Partner partner) {
        transactions.add("the partner's id", () -> rows.save(PartnerRow.of(partner)));
    }

    @Override
    public Optional<Partner> find(PartnerId id) {
        return transactions.call(() -> rows.findByPartnerId(id.value())).map(PartnerRow::toPartner);
    }

    @Override
    public List<Partner> all() {
        return transactions.call(rows::listOrderByCreatedAtAndPartnerId).stream()
                .map(PartnerRow::toPartner)
                .toList();
    }
}

package sg.com.aurix.application.inmemory;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sg.com.aurix.application.port.Partners;
import sg.com.aurix.domain.partner.Partner;
import sg.com.aurix.domain.partner.PartnerId;

final class InMemoryPartners implements Partners {
    private final Transactions transactions;
    private final Map<PartnerId, Partner> partners = new LinkedHashMap<>();

    InMemoryPartners(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public void add(Partner partner) {
        transactions.run(() -> {
            if (partners.containsKey(partner.id())) {
                throw new IllegalArgumentException("the partner's id is taken");
            }
            transactions.put(partners, partner.id(), partner);
            return partner;
        });
    }

    @Override
    public Optional<Partner> find(PartnerId id) {
        return transactions.run(() -> Optional.ofNullable(partners.get(id)));
    }

    @Override
    public List<Partner> all() {
        return transactions.run(() -> partners.values().stream()
                .sorted(Comparator.comparing(Partner::createdAt)
                        .thenComparing(partner -> partner.id().toString()))
                .toList());
    }
}

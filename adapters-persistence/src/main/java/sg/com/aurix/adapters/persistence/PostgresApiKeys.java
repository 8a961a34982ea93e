package sg.com.aurix.adapters.persistence;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sg.com.aurix.application.port.ApiKeys;
import sg.com.aurix.domain.partner.ApiKeyHash;
import sg.com.aurix.domain.partner.KeyId;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.partner.PartnerKey;

final class PostgresApiKeys implements ApiKeys {
    private final Transactions transactions;
    private final ApiKeyRows rows;

    PostgresApiKeys(Transactions transactions, ApiKeyRows rows) {
        this.transactions = transactions;
        this.rows = rows;
    }

    @Override
    public void add(PartnerKey key) {
        transactions.add("the key's id or hash", () -> rows.save(ApiKeyRow.of(key)));
    }

    @Override
    public Optional<PartnerKey> find(ApiKeyHash hash) {
        return transactions.call(() -> rows.findByHash(hash.hex())).map(ApiKeyRow::toKey);
    }

    @Override
    public boolean revoke(PartnerId partnerId, KeyId id, Instant now) {
        return transactions.call(() -> rows.revoke(partnerId.value(), id.value(), now)) > 0;
    }

    @Override
    public List<PartnerKey> of(PartnerId partnerId) {
        return transactions.call(() -> rows.findByPartnerIdOrderByCreatedAtAndKeyId(partnerId.value())).stream()
                .map(ApiKeyRow::toKey)
                .toList();
    }
}

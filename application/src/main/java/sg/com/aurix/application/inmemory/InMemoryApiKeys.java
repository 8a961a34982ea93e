package sg.com.aurix.application.inmemory;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sg.com.aurix.application.port.ApiKeys;
import sg.com.aurix.domain.partner.ApiKeyHash;
import sg.com.aurix.domain.partner.KeyId;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.partner.PartnerKey;

final class InMemoryApiKeys implements ApiKeys {
    private final Transactions transactions;
    private final Map<KeyId, PartnerKey> keys = new LinkedHashMap<>();

    InMemoryApiKeys(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public void add(PartnerKey key) {
        transactions.run(() -> {
            if (keys.containsKey(key.id()) || find(key.hash()).isPresent()) {
                throw new IllegalArgumentException("the key's id or hash is taken");
            }
            transactions.put(keys, key.id(), key);
            return key;
        });
    }

    @Override
    public Optional<PartnerKey> find(ApiKeyHash hash) {
        return transactions.run(() ->
                keys.values().stream().filter(key -> key.hash().equals(hash)).findFirst());
    }

    @Override
    public boolean revoke(PartnerId partnerId, KeyId id, Instant now) {
        return transactions.run(() -> {
            PartnerKey key = keys.get(id);
            if (key == null || !key.partnerId().equals(partnerId)) {
                return false;
            }
            if (key.isActive()) {
                transactions.put(
                        keys, id, new PartnerKey(id, partnerId, key.hash(), key.createdAt(), Optional.of(now)));
            }
            return true;
        });
    }

    @Override
    public List<PartnerKey> of(PartnerId partnerId) {
        return transactions.run(() -> keys.values().stream()
                .filter(key -> key.partnerId().equals(partnerId))
                .sorted(Comparator.comparing(PartnerKey::createdAt)
                        .thenComparing(key -> key.id().toString()))
                .toList());
    }
}

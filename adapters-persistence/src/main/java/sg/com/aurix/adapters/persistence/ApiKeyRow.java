package sg.com.aurix.adapters.persistence;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import sg.com.aurix.domain.partner.ApiKeyHash;
import sg.com.aurix.domain.partner.KeyId;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.partner.PartnerKey;

@MappedEntity("api_keys")
record ApiKeyRow(
        UUID partnerId,
        @Id UUID keyId,
        String hash,
        Instant createdAt,
        @Nullable Instant revokedAt) {
    static ApiKeyRow of(PartnerKey key) {
        return new ApiKeyRow(
                key.partnerId().value(),
                key.id().value(),
                key.hash().hex(),
                key.createdAt(),
                key.revokedAt().orElse(null));
    }

    PartnerKey toKey() {
        return new PartnerKey(
                new KeyId(keyId),
                new PartnerId(partnerId),
                new ApiKeyHash(hash),
                createdAt,
                Optional.ofNullable(revokedAt));
    }

    /** The mask, as the hash itself has it. */
    @Override
    public String toString() {
        return "ApiKeyRow[keyId=" + keyId + "]";
    }
}

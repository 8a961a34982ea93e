package sg.com.aurix.domain.partner;

import java.time.Instant;
import java.util.Optional;

/** An API key as it is kept: whose it is, its hash, and whether it was revoked. */
public record PartnerKey(
        KeyId id, PartnerId partnerId, ApiKeyHash hash, Instant createdAt, Optional<Instant> revokedAt) {
    /** Whether calls with this key are accepted. */
    public boolean isActive() {
        return revokedAt.isEmpty();
    }
}

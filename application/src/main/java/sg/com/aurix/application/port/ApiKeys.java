package sg.com.aurix.application.port;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sg.com.aurix.domain.partner.ApiKeyHash;
import sg.com.aurix.domain.partner.KeyId;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.partner.PartnerKey;

/** The API keys of all partners, as hashes (RS-16). */
public interface ApiKeys {
    /** Keeps a new key; neither its id nor its hash may be taken. */
    void add(PartnerKey key);

    /** The key of that hash, also when it is revoked: the caller decides what that means. Never older than the last commit. */
    Optional<PartnerKey> find(ApiKeyHash hash);

    /**
     * Revokes a key of that partner at {@code now}; a key that was revoked before keeps its first date.
     *
     * @return whether the partner has such a key
     */
    boolean revoke(PartnerId partnerId, KeyId id, Instant now);

    /** The partner's keys, oldest first, ties broken by id; revoked ones too. */
    List<PartnerKey> of(PartnerId partnerId);
}

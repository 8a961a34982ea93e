package sg.com.aurix.application.usecase;

import java.util.Optional;
import java.util.Set;
import sg.com.aurix.domain.InvalidValueException;
import sg.com.aurix.domain.partner.ApiKey;
import sg.com.aurix.domain.partner.ApiKeyHash;
import sg.com.aurix.domain.partner.PartnerKey;

/**
 * @param recentKeys by hash; a key that was revoked by another node is taken for as long as they are kept (RS-16)
 * @param givenKeys keys that an operator chose and that therefore lack the checksum of minted ones
 */
record KeyAuthenticator(Recent<ApiKeyHash, PartnerKey> recentKeys, Set<ApiKey> givenKeys)
        implements AuthenticatePartner {
    KeyAuthenticator {
        givenKeys = Set.copyOf(givenKeys);
    }

    @Override
    public Outcome authenticate(String presented) {
        return read(presented)
                .filter(key -> key.isMinted() || givenKeys.contains(key))
                .flatMap(key -> recentKeys.of(key.hash()))
                .filter(PartnerKey::isActive)
                .<Outcome>map(key -> new Outcome.Authenticated(key.partnerId(), key.id()))
                .orElseGet(Outcome.Unknown::new);
    }

    private static Optional<ApiKey> read(String presented) {
        try {
            return Optional.of(new ApiKey(presented));
        } catch (InvalidValueException e) {
            return Optional.empty();
        }
    }
}

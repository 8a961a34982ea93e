package sg.com.aurix.application.usecase;

import sg.com.aurix.domain.partner.KeyId;
import sg.com.aurix.domain.partner.PartnerId;

/** Tells which partner is calling, by the API key alone (API-1). */
public interface AuthenticatePartner {
    /**
     * Tells whose key this is.
     *
     * @param presented what the caller sent as its key, unchecked
     */
    Outcome authenticate(String presented);

    /** Who is calling. */
    sealed interface Outcome {
        /** A partner, by one of its active keys. */
        record Authenticated(PartnerId partnerId, KeyId keyId) implements Outcome {}

        /** Nobody we know: no key, a mistyped, an unknown or a revoked one, which the caller is not told apart. */
        record Unknown() implements Outcome {}
    }
}

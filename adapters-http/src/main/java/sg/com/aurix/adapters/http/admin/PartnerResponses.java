package sg.com.aurix.adapters.http.admin;

import org.jspecify.annotations.Nullable;
import sg.com.aurix.adapters.http.json.EdgeRecord;
import sg.com.aurix.application.usecase.AdministerPartners;
import sg.com.aurix.application.usecase.PublishedTime;
import sg.com.aurix.domain.partner.Partner;
import sg.com.aurix.domain.partner.PartnerKey;

/** Partners and keys as the operator reads them. */
final class PartnerResponses {
    private PartnerResponses() {}

    /** A new partner. */
    @EdgeRecord
    record Created(String partnerId, String name) {
        static Created of(Partner partner) {
            return new Created(partner.id().toString(), partner.name());
        }
    }

    /** A partner read back. */
    @EdgeRecord
    record Row(String partnerId, String name, String createdAt) {
        static Row of(Partner partner) {
            return new Row(partner.id().toString(), partner.name(), PublishedTime.of(partner.createdAt()));
        }
    }

    /** A new key, shown this once (RS-16). */
    @EdgeRecord
    record NewKey(String keyId, String apiKey) {
        static NewKey of(AdministerPartners.KeyIssue.Issued issued) {
            return new NewKey(issued.key().id().toString(), issued.apiKey().value());
        }

        /** Without the key (RS-19). */
        @Override
        public String toString() {
            return "NewKey[" + keyId + "]";
        }
    }

    /** A key read back: neither the key nor its hash. */
    @EdgeRecord
    record KeyRow(String keyId, String createdAt, @Nullable String revokedAt) {
        static KeyRow of(PartnerKey key) {
            return new KeyRow(
                    key.id().toString(),
                    PublishedTime.of(key.createdAt()),
                    key.revokedAt().map(PublishedTime::of).orElse(null));
        }
    }
}

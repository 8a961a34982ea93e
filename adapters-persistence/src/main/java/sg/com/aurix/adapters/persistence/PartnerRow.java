package sg.com.aurix.adapters.persistence;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;
import sg.com.aurix.domain.partner.Partner;
import sg.com.aurix.domain.partner.PartnerId;

@MappedEntity("partners")
record PartnerRow(@Id UUID partnerId, String name, Instant createdAt) {
    static PartnerRow of(Partner partner) {
        return new PartnerRow(partner.id().value(), partner.name(), partner.createdAt());
    }

    Partner toPartner() {
        return new Partner(new PartnerId(partnerId), name, createdAt);
    }
}

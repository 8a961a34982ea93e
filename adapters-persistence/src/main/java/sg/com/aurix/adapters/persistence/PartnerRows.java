package sg.com.aurix.adapters.persistence;

import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface PartnerRows extends GenericRepository<PartnerRow, UUID> {
    PartnerRow save(PartnerRow row);

    Optional<PartnerRow> findByPartnerId(UUID partnerId);

    List<PartnerRow> listOrderByCreatedAtAndPartnerId();
}

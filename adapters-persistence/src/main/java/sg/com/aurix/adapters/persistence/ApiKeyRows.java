package sg.com.aurix.adapters.persistence;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface ApiKeyRows extends GenericRepository<ApiKeyRow, UUID> {
    ApiKeyRow save(ApiKeyRow row);

    Optional<ApiKeyRow> findByHash(String hash);

    List<ApiKeyRow> findByPartnerIdOrderByCreatedAtAndKeyId(UUID partnerId);

    @Query("""
        UPDATE api_keys SET revoked_at = coalesce(revoked_at, :now)
        WHERE partner_id = :partnerId AND key_id = :keyId
        """)
    long revoke(UUID partnerId, UUID keyId, Instant now);
}

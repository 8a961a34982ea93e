package sg.com.aurix.adapters.persistence;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;
import java.util.UUID;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface WebhookRows extends GenericRepository<WebhookRow, UUID> {
    Optional<WebhookRow> findByPartnerId(UUID partnerId);

    @Query("""
        INSERT INTO webhooks (partner_id, webhook_id, url, secret, active, created_at, updated_at)
        VALUES (:partnerId, :webhookId, :url, :secret, :active, :createdAt, :updatedAt)
        ON CONFLICT (partner_id) DO UPDATE SET url = excluded.url, updated_at = excluded.updated_at
        RETURNING *
        """)
    WebhookRow insertOrMove(WebhookRow row);
}

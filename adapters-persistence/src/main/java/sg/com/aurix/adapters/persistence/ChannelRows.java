package sg.com.aurix.adapters.persistence;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface ChannelRows extends GenericRepository<ChannelRow, String> {
    Optional<ChannelRow> findByChannelId(String channelId);

    @Query("SELECT * FROM channels WHERE partner_id = :partnerId AND channel_id = :channelId FOR UPDATE")
    Optional<ChannelRow> lock(UUID partnerId, String channelId);

    List<ChannelRow> findByWidgetTokenIn(Collection<String> widgetTokens);

    List<ChannelRow> findByPartnerIdOrderByCreatedAtAndChannelId(UUID partnerId);
}

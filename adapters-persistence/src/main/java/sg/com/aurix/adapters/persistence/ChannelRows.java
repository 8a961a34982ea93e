package sg.com.aurix.adapters.persistence;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface ChannelRows extends GenericRepository<ChannelRow, String> {
    @Query("""
        INSERT INTO channels (
            partner_id, channel_id, phone_number, widget_token, display_name, preview_message, message_template, popup,
            lead_form, active, created_at)
        VALUES (
            :partnerId, :channelId, :phoneNumber, :widgetToken, :displayName, :previewMessage, :messageTemplate, :popup,
            :leadForm::json, :active, :createdAt)
        ON CONFLICT DO NOTHING\
        """)
    long insertUnlessTaken(ChannelRow row);

    @Query("""
        UPDATE channels SET
            phone_number = :phoneNumber, display_name = :displayName, preview_message = :previewMessage,
            message_template = :messageTemplate, popup = :popup, lead_form = :leadForm::json, active = :active
        WHERE partner_id = :partnerId AND channel_id = :channelId\
        """)
    long replace(ChannelRow row);

    Optional<ChannelRow> findByChannelId(String channelId);

    @Query("SELECT * FROM channels WHERE widget_token = ANY (:tokens)")
    List<ChannelRow> findByTokens(String[] tokens);

    List<ChannelRow> findByPartnerIdOrderByCreatedAtAndChannelId(UUID partnerId);
}

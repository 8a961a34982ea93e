package sg.com.aurix.domain.tracking;

import java.time.Instant;
import java.util.Optional;
import sg.com.aurix.domain.partner.ChannelId;
import sg.com.aurix.domain.partner.PartnerId;

/**
 * An anonymous visit, named by its correlation id.
 *
 * @param channelId the channel of the session's first click
 * @param startedAt when its first click happened
 * @param correlatedAt when a message first carried its correlation id (LD-3)
 */
public record Session(
        CorrelationId id,
        PartnerId partnerId,
        ChannelId channelId,
        DeviceId deviceId,
        Instant startedAt,
        Optional<Instant> correlatedAt) {
    /** A session that begins with a click at {@code now}. */
    public static Session begin(
            CorrelationId id, PartnerId partnerId, ChannelId channelId, DeviceId deviceId, Instant now) {
        return new Session(id, partnerId, channelId, deviceId, now, Optional.empty());
    }

    /** This session, linked to a conversation at {@code now}; a session is linked once. */
    public Session correlated(Instant now) {
        if (correlatedAt.isPresent()) {
            throw new IllegalStateException("session " + id + " is linked already");
        }
        return new Session(id, partnerId, channelId, deviceId, startedAt, Optional.of(now));
    }
}

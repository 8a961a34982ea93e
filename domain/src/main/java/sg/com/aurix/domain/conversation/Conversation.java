package sg.com.aurix.domain.conversation;

import java.time.Instant;
import sg.com.aurix.domain.partner.ChannelId;
import sg.com.aurix.domain.partner.PartnerId;

/** All that one contact and one channel write to each other. */
public record Conversation(
        ConversationId id, PartnerId partnerId, ChannelId channelId, Contact contact, Instant startedAt) {}

package sg.com.aurix.application.port;

import java.time.Instant;
import sg.com.aurix.domain.conversation.Contact;
import sg.com.aurix.domain.conversation.Conversation;
import sg.com.aurix.domain.conversation.MessageId;
import sg.com.aurix.domain.partner.Channel;

/** The conversations of all channels, and which messages were taken. */
public interface Conversations {
    /**
     * Takes a message of a channel once. Of several callers with the same message at the same moment one gets {@code true}; the
     * others wait until that one's unit of work has ended, and get {@code true} only if it was given up (LD-6, RS-9).
     */
    boolean admit(Channel channel, MessageId messageId, Instant now);

    /**
     * The conversation of a channel with a contact, begun at {@code now} if there is none.
     *
     * <p>A contact is known again by its user id; failing that by its phone number, as long as message and conversation do not
     * name two different user ids (LD-7); of several conversations with that number the newest counts. The conversation then also
     * keeps what the contact brings that was not known. Whoever races, one contact of one channel has one conversation.
     */
    Conversation join(Channel channel, Contact contact, Instant now);
}

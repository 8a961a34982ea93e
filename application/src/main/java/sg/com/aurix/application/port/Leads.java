package sg.com.aurix.application.port;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sg.com.aurix.domain.conversation.Conversation;
import sg.com.aurix.domain.conversation.ConversationId;
import sg.com.aurix.domain.lead.Lead;
import sg.com.aurix.domain.partner.PartnerId;

/** The leads of all partners, one for each conversation. */
public interface Leads {
    /**
     * The lead of a conversation, opened at {@code now} if there is none; nobody else gets it through this method or
     * {@link #lock} until the unit of work ends.
     *
     * @throws IllegalStateException outside of a unit of work, where it would lock nothing
     */
    Lead openOrLock(Conversation conversation, Instant now);

    /**
     * The lead of the partner's conversation of that id; locked as by {@link #openOrLock}.
     *
     * @throws IllegalStateException outside of a unit of work, where it would lock nothing
     */
    Optional<Lead> lock(PartnerId partnerId, ConversationId conversationId);

    /**
     * Keeps what changed of a lead that this unit of work has locked.
     *
     * @throws IllegalStateException outside of a unit of work
     */
    void save(Lead lead);

    /** The lead with the click that began its session. */
    LeadRow row(Lead lead);

    /** A page of the partner's leads, newest first, ties broken by the greater id (API-4). */
    List<LeadRow> page(PartnerId partnerId, PageRequest request);
}

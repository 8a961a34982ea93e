package sg.com.aurix.domain.lead;

import java.time.Instant;
import java.util.Optional;
import sg.com.aurix.domain.conversation.Conversation;
import sg.com.aurix.domain.partner.LeadForm;
import sg.com.aurix.domain.tracking.CorrelationId;

/**
 * What is known about the contact of one conversation.
 *
 * @param correlationId the session the conversation is linked to; set once (LD-3)
 * @param updatedAt when anything about it last changed
 * @param completedAt when the last required data point was collected; set once (LD-5)
 */
public record Lead(
        LeadId id,
        Conversation conversation,
        Optional<CorrelationId> correlationId,
        LeadData data,
        Instant createdAt,
        Instant updatedAt,
        Optional<Instant> completedAt) {
    /** The lead of a conversation of which nothing is known yet. */
    public static Lead open(LeadId id, Conversation conversation, Instant now) {
        return new Lead(id, conversation, Optional.empty(), LeadData.NONE, now, now, Optional.empty());
    }

    /** How far this lead has come. */
    public LeadStatus status() {
        if (completedAt.isPresent()) {
            return LeadStatus.COMPLETE;
        }
        return correlationId.isPresent() ? LeadStatus.CORRELATED : LeadStatus.ACTIVE;
    }

    /** This lead, linked to a session; a lead keeps the first session it is linked to. */
    public Lead correlate(CorrelationId session, Instant now) {
        if (correlationId.isPresent()) {
            throw new IllegalStateException("lead " + id + " is linked already");
        }
        return new Lead(id, conversation, Optional.of(session), data, createdAt, now, completedAt);
    }

    /**
     * This lead with what is now known, completed if that satisfies the form for the first time (LD-5). Data that says nothing new
     * leaves the lead, and when it was updated, as it is.
     */
    public Lead collect(LeadData known, LeadForm form, Instant now) {
        boolean completes = completedAt.isEmpty() && known.satisfies(form);
        if (known.equals(data) && !completes) {
            return this;
        }
        return new Lead(
                id, conversation, correlationId, known, createdAt, now, completes ? Optional.of(now) : completedAt);
    }
}

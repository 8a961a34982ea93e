package sg.com.aurix.application.port;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sg.com.aurix.domain.conversation.ConversationId;
import sg.com.aurix.domain.conversation.Reference;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.tracking.CorrelationId;
import sg.com.aurix.domain.tracking.Session;

/** The anonymous visits of all partners, and which conversation each is linked to. */
public interface Sessions {
    /**
     * For each candidate, atomically: the current session of its partner and device if that began at or after {@code since}, or
     * else the candidate itself, now stored and current.
     *
     * <p>Whoever races, one device of one partner has one current session (TR-2). Candidates of one call may name the same device;
     * the first of them is stored and the others resume it. A candidate whose correlation id is taken anywhere on the platform,
     * in whatever letter case, is refused and leaves no trace (TR-1); the caller draws another id.
     *
     * @return one opening for each candidate, in their order
     */
    List<Opening> openOrResume(List<Session> candidates, Instant since);

    /**
     * Links the partner's session of that reference to a conversation of the partner, unless it is linked already. Of several
     * conversations that try at once one succeeds, and a link never moves (LD-3).
     */
    Linking link(PartnerId partnerId, Reference reference, ConversationId conversationId, Instant now);

    /** Those of the references that name sessions of the partner, in their order; asked once for all of them (LD-2). */
    List<Reference> known(PartnerId partnerId, List<Reference> references);

    /** The partner's session of that id, exactly so written. */
    Optional<Session> find(PartnerId partnerId, CorrelationId id);

    /** What became of a candidate. */
    sealed interface Opening {
        /** The candidate was stored. */
        record Opened(Session session) implements Opening {}

        /** The device has a current session. */
        record Resumed(Session session) implements Opening {}

        /** The candidate's correlation id is taken. */
        record IdTaken() implements Opening {}
    }

    /** What became of an attempt to link. */
    sealed interface Linking {
        /** The session is now linked to the conversation. */
        record Linked(Session session) implements Linking {}

        /** The session was linked before, to this conversation. */
        record AlreadyLinked(Session session) implements Linking {}

        /** The session is linked to another conversation. */
        record LinkedElsewhere() implements Linking {}

        /** The partner has no such session. */
        record Unknown() implements Linking {}
    }
}

package sg.com.aurix.application.port;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.webhook.DeliveryState;
import sg.com.aurix.domain.webhook.EventId;
import sg.com.aurix.domain.webhook.EventType;

/**
 * Every event that partners are told of, and what became of it (WH-7).
 *
 * <p>An event that is to be attempted is claimed by one node for the length of a lease: by the node that appended it, and from the
 * time at which it is due by whoever asks first. A node whose lease has run out and was taken over can no longer record anything.
 */
public interface Outbox {
    /**
     * Keeps the events, pending and claimed by this node, in the same unit of work as the change that caused them; no id of theirs
     * may be taken.
     */
    void append(List<OutboxEvent> events);

    /**
     * Keeps events that their partners are not told of, in the same unit of work as the change that caused them: ended and not sent
     * ({@link DeliveryState#NOT_SENT}), as if that had been found by an attempt (WH-8); no id of theirs may be taken.
     */
    void appendUnsent(List<OutboxEvent> events);

    /**
     * Claims pending events that are due: those whose lease has run out, that were released or put on their way again, and whose next
     * attempt is scheduled for now or earlier. Of each partner those that are due longest; two callers never get the same one. An event
     * that cannot be read is passed over and holds up none of the others (RS-6).
     *
     * @param atMostEach how many of one partner, 1 or greater
     * @param except partners whose events are left alone, because there is no room for more of them
     * @return none only where nothing is due but events of those partners, or what others are claiming at this moment
     */
    List<Delivery> claimDue(int atMostEach, Set<PartnerId> except);

    /** Ends this node's claims on events that are still pending, so that any node may claim them at once (RS-8). */
    void release(List<OutboxEvent> events);

    /**
     * Records how attempts ended, and with them the state of their events; attempts at events that this node no longer claims are
     * dropped. An event left pending is claimed by nobody until its next attempt is due. An event that was put on its way again and has
     * nowhere to go ({@link DeliveryState#NOT_SENT}) is back in the state in which it had ended before.
     */
    void record(List<Attempt> attempts);

    /** The partner's event of that id with its attempts. */
    Optional<RecordedEvent> find(PartnerId partnerId, EventId id);

    /**
     * The partner's events, newest first: in the descending order of their ids.
     *
     * @param request whose times are those of the events, and whose position is a {@link DeliverySummary#position()}
     */
    List<DeliverySummary> page(PartnerId partnerId, DeliveryFilter filter, PageRequest request);

    /**
     * Puts the partner's event of that id on its way again, due now, as if it had not been attempted before; an event that waits for
     * its next attempt is due now.
     */
    Redelivered redeliver(PartnerId partnerId, EventId id);

    /**
     * Puts several of the partner's events on their way again, the oldest first.
     *
     * @param atMost how many, 1 or greater
     * @return those that were put on their way, the oldest first; fewer than {@code atMost} just where there are no more
     */
    List<EventId> redeliver(PartnerId partnerId, Redelivery which, int atMost);

    /** What became of putting an event on its way again. */
    enum Redelivered {
        /** It is due now. */
        DUE,
        /** Some node claims it, and may be attempting it at this moment; it stays as it is. */
        CLAIMED,
        /** The partner has no such event. */
        UNKNOWN
    }

    /**
     * Which events are put on their way again.
     *
     * @param from only events that happened then or later
     * @param to only events that happened before then
     * @param state the state that they are in, not {@link DeliveryState#PENDING}
     * @param types only events of these kinds
     * @param after only events behind this one
     */
    record Redelivery(Instant from, Instant to, DeliveryState state, Set<EventType> types, Optional<EventId> after) {
        public Redelivery {
            if (state == DeliveryState.PENDING) {
                throw new IllegalArgumentException("what is pending is on its way");
            }
            types = Set.copyOf(types);
        }
    }
}

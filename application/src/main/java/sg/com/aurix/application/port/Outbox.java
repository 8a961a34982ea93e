package sg.com.aurix.application.port;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.webhook.EventId;

/**
 * Every event that partners are told of, and what became of it (WH-7).
 *
 * <p>An event that is to be attempted is claimed by one node for the length of a lease: by the node that appended it, and after
 * the lease by whoever asks first. A node whose lease has run out and was taken over can no longer record anything.
 */
public interface Outbox {
    /**
     * Keeps the events, pending and claimed by this node, in the same unit of work as the change that caused them; no id of theirs
     * may be taken.
     */
    void append(List<OutboxEvent> events);

    /**
     * Claims pending events whose lease has run out, oldest first; two callers never get the same event. An event that cannot be
     * read is passed over and holds up none of the others (RS-6).
     *
     * @param atMost how many, 1 or greater
     * @param except partners whose events are left alone, because there is no room for more of them
     */
    List<OutboxEvent> claimLeftOver(int atMost, Set<PartnerId> except);

    /** Ends this node's claims on events that are still pending, so that any node may claim them at once (RS-8). */
    void release(List<OutboxEvent> events);

    /** Records how attempts ended, and with them the state of their events; attempts at events that this node no longer claims are dropped. */
    void record(List<Attempt> attempts);

    /** The partner's event of that id with its attempts. */
    Optional<RecordedEvent> find(PartnerId partnerId, EventId id);
}

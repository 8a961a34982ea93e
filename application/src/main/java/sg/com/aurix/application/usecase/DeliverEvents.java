package sg.com.aurix.application.usecase;

import java.util.List;
import java.util.Set;
import sg.com.aurix.application.port.Attempt;
import sg.com.aurix.application.port.Delivery;
import sg.com.aurix.application.port.OutboxEvent;
import sg.com.aurix.domain.partner.PartnerId;

/**
 * Brings events to the partners' webhooks: what a dispatcher calls, on whichever threads it likes (WH-6 to WH-8).
 *
 * <p>Attempting and recording are apart so that no transaction is open during HTTP and outcomes can be recorded in batches.
 */
public interface DeliverEvents {
    /** Attempts one event now and says how that ended, without recording it. Takes at most the sender's deadline. */
    Attempt attempt(Delivery delivery);

    /** Records how attempts ended. */
    void record(List<Attempt> attempts);

    /**
     * Claims events that are due: left over from a crash, released, to be attempted again or put on their way again.
     *
     * @param atMostEach how many of one partner, 1 or greater
     * @param except partners whose events are left alone, because there is no room for more of them
     * @return none only where nothing more is due
     */
    List<Delivery> claimDue(int atMostEach, Set<PartnerId> except);

    /** Gives up events that were not attempted, so that another node may claim them at once (RS-8). */
    void release(List<OutboxEvent> events);
}
